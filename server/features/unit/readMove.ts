import { In, IsNull, LessThanOrEqual, MoreThanOrEqual, Not } from 'typeorm'
import { Absence, Pledge, PostArea } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { isActiveMember } from '../../domain/organisation/persons'
import { roleNames } from '../../domain/organisation/roles'
import { type MoveReach, moveLines, moveProblem } from '../../domain/organisation/unitMoves'
import { openCampaignOf } from '../campaign'
import { holders } from '../organisation'
import { type KnownMove, moveFacts } from './moveFacts'
import { seatedIn } from './peopleThere'
import { wrong } from './records'

const branchRoles = ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'BRANCH_CLERK', 'INSPECTOR'] as const

async function sheetsOf(work: Work, personIds: string[]): Promise<number> {
  const campaign = await openCampaignOf(work)
  if (!campaign || !personIds.length) return 0
  return work.manager.countBy(Pledge, { campaignId: campaign.id, personId: In(personIds) })
}

const awayOf = (work: Work, personIds: string[], day: string): Promise<number> =>
  personIds.length
    ? work.manager.countBy(Absence, {
        personId: In(personIds),
        fromDay: LessThanOrEqual(day),
        toDay: MoreThanOrEqual(day),
        voidedDay: IsNull(),
      })
    : Promise.resolve(0)

/** How much a move would touch, as things stand today. */
async function reachOf(work: Work, { department, last, to, frozen, packages }: KnownMove, fromDay: string) {
  const seated = await seatedIn(work, department.id)
  const going = seated.filter(({ outside }) => !outside)
  const ids = going.map(({ personId }) => personId)
  const held = await holders(work, [...branchRoles], [to.branchId, ...(last ? [last.branchId] : [])])
  const reach: MoveReach = {
    fromName: last?.branchName ?? null,
    toName: to.name,
    people: going.length,
    members: going.filter(isActiveMember).length,
    staying: seated.length - going.length,
    away: await awayOf(work, ids, fromDay),
    posts: await work.manager.countBy(PostArea, {
      departmentId: department.id,
      state: Not(In(['VOID', 'REMOVED'])),
    }),
    sheets: await sheetsOf(work, ids),
    rounds: frozen.filter(({ over }) => !over),
    waitingAt: [...new Set(packages.filter(({ waiting }) => waiting).map(({ branchName }) => branchName))],
    posted: held
      .filter(({ personId, scopeId }) => scopeId === last?.branchId && ids.includes(personId))
      .map(({ name, role }) => ({ name, roleName: roleNames[role] })),
    toHasSecretary: held.some(({ role, scopeId }) => role === 'BRANCH_SECRETARY' && scopeId === to.branchId),
  }
  return reach
}

/** What would follow, before anybody presses; refused as the move itself is. */
export async function previewMove(
  work: Work,
  { unitId, branchId, fromDay }: Checked<'unit.previewMove'>,
): Promise<Output<'unit.previewMove'>> {
  work.must('manageOrganisation')
  const known = await moveFacts(work, unitId, branchId)
  const problem = moveProblem(fromDay, work.today, known)
  if (problem) throw wrong(...problem)
  const reach = await reachOf(work, known, fromDay)
  return { people: reach.people, lines: moveLines(reach) }
}

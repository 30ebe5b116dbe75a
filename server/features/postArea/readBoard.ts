import { In, Not } from 'typeorm'
import { Person, PostArea } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { isAlive } from '../../domain/postArea/states'
import { findCampaign } from '../campaign'
import { type DepartmentDesk, desks, requireBranch } from '../organisation'
import { exemptionsOf } from './listExemptions'
import { findOpening } from './opening'
import { presentListed } from './present'
import { reviewsDue } from './reviewsDue'
import { type BranchStanding, branchStandings } from './standings'

type Board = Output<'postArea.board'>

const leadCandidates = ({ lead, members }: DepartmentDesk) =>
  lead.rule === 'designationNeeded'
    ? members
        .filter((member) => lead.candidateIds.includes(member.personId))
        .map(({ personId, name }) => ({ personId, name }))
    : []

function presentDepartment(standing: BranchStanding): Board['departments'][number] {
  const { desk, exempt, requiredPosts, requiredAreas, posts, readyPosts, areas, readyAreas, shortfall } = standing
  return {
    departmentId: desk.departmentId,
    name: desk.name,
    headCount: desk.members.length,
    requiredPosts,
    requiredAreas,
    posts,
    readyPosts,
    areas,
    readyAreas,
    exempt,
    shortfall,
    leadName: desk.members.find((member) => member.personId === desk.leadId)?.name ?? null,
    leadCandidates: leadCandidates(desk),
    headName: desk.head?.name ?? null,
    supervisorName: desk.supervisors.map((each) => each.name).join('、') || null,
  }
}

/**
 * The records of these departments, by department and kind, 岗 first; without voided ones. Of earlier campaigns what still
 * hangs or is on its way.
 */
async function recordsOf(work: Work, campaignId: string, departments: readonly DepartmentDesk[]): Promise<PostArea[]> {
  const places = departments.map((desk) => desk.departmentId)
  if (!places.length) return []
  const records = await work.manager.find(PostArea, {
    where: [
      { campaignId, departmentId: In(places), state: Not('VOID') },
      { departmentId: In(places), state: Not(In(['VOID', 'REMOVED'])) },
    ],
    order: { kind: 'DESC', headCountDay: 'ASC', id: 'ASC' },
  })
  return records.sort((one, other) => places.indexOf(one.departmentId) - places.indexOf(other.departmentId))
}

const nomineesOf = async (work: Work, records: readonly PostArea[]): Promise<Map<string, Person>> => {
  const ids = [...new Set(records.flatMap((record) => record.nomineeId ?? []))]
  const people = ids.length ? await work.manager.findBy(Person, { id: In(ids) }) : []
  return new Map(people.map((person) => [person.id, person]))
}

/** R16: of the living 岗 with a nominee, how many are 党员干部 or 重点岗位. */
function example(records: readonly PostArea[], nominees: ReadonlyMap<string, Person>) {
  const holders = records
    .filter((record) => record.kind === 'POST' && isAlive(record.state))
    .flatMap((record) => nominees.get(record.nomineeId ?? '') ?? [])
  return { posts: holders.length, ledByExample: holders.filter((one) => one.cadreMember || one.keyPost).length }
}

/** A branch: what each department owes and has, its 岗 and 区, exemptions. The number of statements is fixed. */
export async function readBoard(work: Work, { branchId }: Checked<'postArea.board'>): Promise<Board> {
  work.must('readBranchPosts', { branchId })
  const branch = await requireBranch(work, branchId)
  const campaign = await findCampaign(work)
  const campaignId = campaign?.id ?? null
  const departments = await desks(work, { branchIds: [branchId] })
  const opening = campaignId ? await findOpening(work, campaignId, branchId) : null
  const records = campaignId ? await recordsOf(work, campaignId, departments) : []
  const nominees = await nomineesOf(work, records)
  const names = new Map([...nominees].map(([id, person]) => [id, person.name]))
  const due = await reviewsDue(work, records)
  const deskOf = new Map(departments.map((desk) => [desk.departmentId, desk]))
  const now = records.filter((record) => record.campaignId === campaignId)
  const leads = work.may('openPosts', { branchId })
  // What an earlier year left is collected whether or not this year's work has begun.
  const collects = leads && (opening !== null || now.length < records.length)
  return {
    branchName: branch.name,
    openedAt: opening?.openedAt ?? null,
    dueDay: campaign ? toCalendarDay(campaign.dueDay) : null,
    departments: [...(await branchStandings(work, campaignId, departments)).values()].map(presentDepartment),
    items: records.flatMap((record) => {
      const desk = deskOf.get(record.departmentId)
      return desk
        ? [{ ...presentListed(work, { record, desk }, names, campaignId), reviewDue: due.has(record.id) }]
        : []
    }),
    exemptions: await exemptionsOf(work, campaignId, departments),
    ...example(now, nominees),
    may: { open: leads && campaign?.state === 'OPEN' && !opening, designate: leads, collect: collects },
  }
}

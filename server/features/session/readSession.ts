import { Department, PartyOrganisation, Person } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, instantOf } from '../../domain/calendar/calendarDay'
import { roleNames } from '../../domain/organisation/roles'
import { type HousePermission, housePermissions } from '../../policy'
import { holds, holdsAnywhere } from '../../policy/actor'
import { loginExpired } from '../../refusals'
import { namesOf, placedPerson } from '../organisation'

async function scopeNames(work: Work, scopeIds: string[]): Promise<Map<string, string>> {
  const ids = scopeIds.filter(Boolean)
  return new Map([...(await namesOf(work, PartyOrganisation, ids)), ...(await namesOf(work, Department, ids))])
}

/** Which parts of the house to show; the server refuses the rest all the same. */
function partsFor(work: Work): Output<'session.mine'>['may'] {
  const actor = work.who
  const house = Object.fromEntries(housePermissions.map((name) => [name, work.may(name)]))
  return {
    ...(house as Record<HousePermission, boolean>),
    writePledge: work.may('writePledge', { personId: actor.personId }),
    leadBranch: holds(actor, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'BRANCH_CLERK'], actor.branchId ?? undefined),
    runOffice: work.may('decidePackage'),
    posts: actor.activeMember || holdsAnywhere(actor, ['DEPARTMENT_HEAD', 'SUPERVISING_LEADER', 'HQ_COMMITTEE']),
    signOrders:
      work.may('readSignOrder') ||
      holdsAnywhere(actor, ['DEPARTMENT_HEAD', 'BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'BRANCH_CLERK']),
    badges: work.may('readBadges', { branchId: actor.branchId }),
    branchHands: work.may('collectBranch', { branchId: actor.branchId }),
  }
}

/** Who is logged in, what they are, and which parts of the house to show them. */
export const readSession =
  (demo: boolean) =>
  async (work: Work): Promise<Output<'session.mine'>> => {
    const actor = work.who
    const person = await work.manager.findOneBy(Person, { id: actor.personId })
    if (!person) throw loginExpired()
    const place = await placedPerson(work, actor.personId)
    const names = await scopeNames(
      work,
      actor.grants.map((grant) => grant.scopeId),
    )
    return {
      personId: actor.personId,
      name: actor.name,
      politicalStatus: actor.politicalStatus,
      activeMember: actor.activeMember,
      leadingCadre: actor.leadingCadre,
      departmentName: place?.departmentName ?? null,
      branchId: actor.branchId,
      branchName: place?.branchName ?? null,
      roles: actor.grants.map(({ role, scopeId }) => ({
        role,
        name: roleNames[role],
        scopeId,
        scopeName: names.get(scopeId) ?? '',
      })),
      textStep: person.textStep,
      today: work.today,
      dayEndsInSeconds: Math.ceil((instantOf(addDays(work.today, 1), 0) - work.now) / 1000),
      demo,
      may: partsFor(work),
    }
  }

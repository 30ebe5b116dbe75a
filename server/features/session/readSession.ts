import { Department, PartyOrganisation, Person } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, instantOf } from '../../domain/calendar/calendarDay'
import { actingName, roleNames, scopeOfRole } from '../../domain/organisation/roles'
import { type HousePermission, housePermissions } from '../../policy'
import { type Actor, holds, holdsAnywhere } from '../../policy/actor'
import { loginExpired } from '../../refusals'
import { namesOf, type PlacedPerson, placedPeople } from '../organisation'

async function scopeNames(work: Work, grants: Actor['grants']): Promise<Map<string, string>> {
  const ids = (kind: 'BRANCH' | 'DEPARTMENT') =>
    grants.filter(({ role }) => scopeOfRole[role] === kind).map(({ scopeId }) => scopeId)
  return new Map([
    ...(await namesOf(work, PartyOrganisation, ids('BRANCH'))),
    ...(await namesOf(work, Department, ids('DEPARTMENT'))),
  ])
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
    const place = await placedPeople(work)
      .addSelect('person.textStep', 'textStep')
      .andWhere('person.id = :personId', { personId: actor.personId })
      .getRawOne<PlacedPerson & { textStep: number }>()
    // Who has no place in the house today.
    const person = place ?? (await work.manager.findOneBy(Person, { id: actor.personId }))
    if (!person) throw loginExpired()
    const names = await scopeNames(work, actor.grants)
    return {
      personId: actor.personId,
      name: actor.name,
      politicalStatus: actor.politicalStatus,
      activeMember: actor.activeMember,
      leadingCadre: actor.leadingCadre,
      departmentName: place?.departmentName ?? null,
      branchId: actor.branchId,
      branchName: place?.branchName ?? null,
      roles: actor.grants.map(({ role, scopeId, actsForId = null }) => ({
        role,
        name: actsForId === null ? roleNames[role] : actingName(roleNames[role], ''),
        scopeId,
        scopeName: names.get(scopeId) ?? '',
      })),
      textStep: Number(person.textStep),
      today: work.today,
      dayEndsInSeconds: Math.ceil((instantOf(addDays(work.today, 1), 0) - work.now) / 1000),
      demo,
      may: partsFor(work),
    }
  }

import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import {
  Department,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  RoleGrant,
} from '../../../entities'
import { inForce, rests } from '../../database/inForce'
import type { Work } from '../../database/work'
import type { DutyStatus, PoliticalStatus } from '../../domain/organisation/persons'
import type { Role } from '../../domain/organisation/roles'
import { inBranchOrder } from './branchOrder'

export interface PlacedPerson {
  personId: string
  staffNumber: string
  name: string
  politicalStatus: PoliticalStatus
  dutyStatus: DutyStatus
  positionTitle: string
  partyPost: string | null
  departmentId: string | null
  departmentName: string | null
  partyGroupId: string | null
  branchId: string | null
  branchName: string | null
}

/**
 * People with their place on a day, still with us, of whom nothing is chosen yet: to be counted, or joined with more. A
 * person's branch is that of the group the person belongs to outside departments, else that of the department's party
 * group. Two joins and not one with OR: no server can use an index for that.
 */
export const placements = (work: Work, day: string = work.today): SelectQueryBuilder<Placement> =>
  work.manager
    .createQueryBuilder(Placement, 'placement')
    .innerJoin(Person, 'person', "person.id = placement.personId and person.dutyStatus not in ('LEFT', 'RETIRED')")
    .leftJoin(Department, 'department', 'department.id = placement.departmentId')
    .leftJoin(PartyGroup, 'ownGroup', 'ownGroup.id = placement.partyGroupId')
    .leftJoin(
      PartyGroup,
      'departmentGroup',
      `placement.partyGroupId is null and departmentGroup.departmentId = placement.departmentId and ${inForce('departmentGroup', ':day')}`,
    )
    .leftJoin(PartyOrganisation, 'branch', 'branch.id = coalesce(ownGroup.branchId, departmentGroup.branchId)')
    .where(inForce('placement', ':day'), { day })

/** The same by name and place, in the order of the house; callers add conditions on person, placement, department or branch. */
export function placedPeople(work: Work, day: string = work.today) {
  const query = placements(work, day)
    .select('person.id', 'personId')
    .addSelect('person.staffNumber', 'staffNumber')
    .addSelect('person.name', 'name')
    .addSelect('person.politicalStatus', 'politicalStatus')
    .addSelect('person.dutyStatus', 'dutyStatus')
    .addSelect('person.positionTitle', 'positionTitle')
    .addSelect('person.partyPost', 'partyPost')
    .addSelect('placement.departmentId', 'departmentId')
    .addSelect('department.name', 'departmentName')
    .addSelect('coalesce(ownGroup.id, departmentGroup.id)', 'partyGroupId')
    .addSelect('branch.id', 'branchId')
    .addSelect('branch.name', 'branchName')
  return inBranchOrder(query).addOrderBy('department.code').addOrderBy('person.staffNumber')
}

/** One person's place today; null when the person is not in the house. */
export async function placedPerson(work: Work, personId: string): Promise<PlacedPerson | null> {
  const row = await placedPeople(work).andWhere('person.id = :personId', { personId }).getRawOne<PlacedPerson>()
  return row ?? null
}

/**
 * The places in the departments of some branches, and in their groups outside departments: each found by its own index.
 * CROSS JOIN: SQLite then begins with the few groups, and not with everybody's places; to the servers it is any other join.
 */
const nearPlaces = `select near.id from (select place.id as id from party_group team
    cross join placement place on place.departmentId = team.departmentId and place.partyGroupId is null
    where team.branchId in (:...branchIds) and ${inForce('team', ':day')} and ${inForce('place', ':day')}
  union all
  select place.id as id from party_group team cross join placement place on place.partyGroupId = team.id
    where team.branchId in (:...branchIds) and ${inForce('place', ':day')}) near`

/** Leaves those of these branches, at least one, of a query of `placements`: only their own rows are read. */
export const ofBranches = <Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  branchIds: readonly string[],
): SelectQueryBuilder<Row> => query.andWhere(`placement.id in (${nearPlaces})`, { branchIds })

/** Everyone of a branch today: members and 群众. */
export const branchPeople = (work: Work, branchId: string): Promise<PlacedPerson[]> =>
  ofBranches(placedPeople(work), [branchId]).getRawMany<PlacedPerson>()

/** More scopes than this are not named one by one: reading all grants of the roles is cheaper then. */
const mostScopes = 200

export interface Holder {
  personId: string
  name: string
  role: Role
  scopeId: string
  /** As in the grant: for whom he acts. */
  actsForId: string | null
}

/**
 * Who holds a role today, with the scope; for these scopes alone where they are given. Whoever acts for a holder stands in his
 * place: the holder's own grant rests.
 */
export function holders(work: Work, roles: Role[], scopeIds?: readonly string[]): Promise<Holder[]> {
  const query = work.manager
    .createQueryBuilder(RoleGrant, 'held')
    .innerJoin(Person, 'person', "person.id = held.personId and person.dutyStatus not in ('LEFT', 'RETIRED')")
    .select('person.id', 'personId')
    .addSelect('person.name', 'name')
    .addSelect('held.role', 'role')
    .addSelect('held.scopeId', 'scopeId')
    .addSelect('held.actsForId', 'actsForId')
    .where(`held.role in (:...roles) and ${inForce('held')} and not ${rests('held')}`, {
      roles,
      today: work.today,
    })
    .orderBy('person.staffNumber')
  if (scopeIds && scopeIds.length <= mostScopes) query.andWhere('held.scopeId in (:...scopeIds)', { scopeIds })
  return query.getRawMany<Holder>()
}

/** Those of the given people who can be reached in a chat. */
export async function withAccount(work: Work, personIds: string[]): Promise<Set<string>> {
  if (!personIds.length) return new Set()
  const rows = await work.manager
    .createQueryBuilder(PlatformAccount, 'account')
    .select('distinct account.personId', 'personId')
    .where('account.personId in (:...personIds) and account.unreachable is null', { personIds })
    .getRawMany<{ personId: string }>()
  return new Set(rows.map((row) => row.personId))
}

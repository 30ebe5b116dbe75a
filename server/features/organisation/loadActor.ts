import { Brackets } from 'typeorm'
import { PartyGroup, Person, Placement, RoleGrant } from '../../../entities'
import type { Work } from '../../database/work'
import { isActiveMember } from '../../domain/organisation/persons'
import type { Actor } from '../../policy/actor'

interface ActorRow {
  name: string
  politicalStatus: Person['politicalStatus']
  dutyStatus: Person['dutyStatus']
  leadingCadre: number | boolean
  departmentId: string | null
  branchId: string | null
}

/**
 * Who this person is today: standing, place and roles in force (two queries). Null when the person left: a session or a
 * card of theirs opens nothing any more.
 */
export async function loadActor(work: Work, personId: string): Promise<Actor | null> {
  const { today, manager } = work
  const row = await manager
    .createQueryBuilder(Person, 'person')
    .leftJoin(
      Placement,
      'placement',
      'placement.personId = person.id and placement.fromDay <= :today and (placement.toDay is null or placement.toDay >= :today)',
      { today },
    )
    .leftJoin(
      PartyGroup,
      'partyGroup',
      '(partyGroup.id = placement.partyGroupId or (placement.partyGroupId is null and partyGroup.departmentId = placement.departmentId and partyGroup.fromDay <= :today and (partyGroup.toDay is null or partyGroup.toDay >= :today)))',
    )
    .select('person.name', 'name')
    .addSelect('person.politicalStatus', 'politicalStatus')
    .addSelect('person.dutyStatus', 'dutyStatus')
    .addSelect('person.leadingCadre', 'leadingCadre')
    .addSelect('placement.departmentId', 'departmentId')
    .addSelect('partyGroup.branchId', 'branchId')
    .where('person.id = :personId', { personId })
    .getRawOne<ActorRow>()
  if (!row || row.dutyStatus === 'LEFT' || row.dutyStatus === 'RETIRED') return null
  const grants = await manager
    .createQueryBuilder(RoleGrant, 'role')
    .select('role.role', 'role')
    .addSelect('role.scopeId', 'scopeId')
    .where('role.personId = :personId and role.fromDay <= :today', { personId, today })
    .andWhere(new Brackets((either) => either.where('role.toDay is null').orWhere('role.toDay >= :today', { today })))
    .orderBy('role.role')
    .getRawMany<Actor['grants'][number]>()
  return {
    personId,
    name: row.name,
    politicalStatus: row.politicalStatus,
    activeMember: isActiveMember(row),
    leadingCadre: Boolean(Number(row.leadingCadre)),
    departmentId: row.departmentId,
    branchId: row.branchId,
    grants,
  }
}

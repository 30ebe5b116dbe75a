import { Brackets } from 'typeorm'
import { Department, PartyGroup, PartyOrganisation, Person, Placement } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { listsBy } from '../../domain/listsBy'
import { type PartyGroupLead, partyGroupLead, type RankedPerson } from '../../domain/organisation/partyGroupLead'
import { isActiveMember } from '../../domain/organisation/persons'
import type { Desk } from '../../policy/stepRoles'
import { recordNotFound } from '../../refusals'
import { inBranchOrder } from './branchOrder'
import { holders, ofBranches, type PlacedPerson, placedPeople } from './branchPeople'

export interface DeskMember extends RankedPerson {
  name: string
  positionTitle: string
  cadreMember: boolean
  keyPost: boolean
}

/** One department as the 岗区 work sees it: its branch, its 在职党员 today, and who stands for it in both lines. */
export interface DepartmentDesk extends Desk {
  name: string
  code: string
  branchName: string
  members: DeskMember[]
  lead: PartyGroupLead
  head: { personId: string; name: string } | null
  supervisors: { personId: string; name: string }[]
  supervisorIds: string[]
}

export interface GroupRow {
  departmentId: string
  name: string
  code: string
  branchId: string
  branchName: string
}

/** With both: the departments of these branches, and these besides. */
export interface DeskFilter {
  branchIds?: string[]
  departmentIds?: string[]
}

/** Whether it names something to choose from and nothing in it: without a filter every department is meant. */
const isEmpty = ({ branchIds, departmentIds }: DeskFilter): boolean =>
  (branchIds !== undefined || departmentIds !== undefined) && !branchIds?.length && !departmentIds?.length

/** The departments asked for that have a 党小组 today, by branch, then by code. */
export const groupRows = (work: Work, { branchIds, departmentIds }: DeskFilter): Promise<GroupRow[]> => {
  const query = work.manager
    .createQueryBuilder(PartyGroup, 'partyGroup')
    .innerJoin(Department, 'department', 'department.id = partyGroup.departmentId')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = partyGroup.branchId')
    .select('department.id', 'departmentId')
    .addSelect('department.name', 'name')
    .addSelect('department.code', 'code')
    .addSelect('branch.id', 'branchId')
    .addSelect('branch.name', 'branchName')
    .where(`${inForce('partyGroup')} and ${inForce('department')}`, { today: work.today })
  const chosen = [
    ...(branchIds?.length ? ['branch.id in (:...branchIds)'] : []),
    ...(departmentIds?.length ? ['department.id in (:...departmentIds)'] : []),
  ]
  if (chosen.length) query.andWhere(`(${chosen.join(' or ')})`, { branchIds, departmentIds })
  return inBranchOrder(query).addOrderBy('department.code').getRawMany<GroupRow>()
}

type MemberRow = Omit<DeskMember, 'cadreMember' | 'keyPost'> & {
  departmentId: string
  cadreMember: number | boolean
  keyPost: number | boolean
}

/** Members sitting in these departments, but for those who belong to a group outside departments. */
async function memberRows(work: Work, departmentIds: string[]): Promise<MemberRow[]> {
  const rows = await work.manager
    .createQueryBuilder(Placement, 'placement')
    .innerJoin(Person, 'person', 'person.id = placement.personId')
    .leftJoin(PartyGroup, 'ownGroup', 'ownGroup.id = placement.partyGroupId')
    .select('person.id', 'personId')
    .addSelect('person.name', 'name')
    .addSelect('person.politicalStatus', 'politicalStatus')
    .addSelect('person.dutyStatus', 'dutyStatus')
    .addSelect('person.positionRank', 'positionRank')
    .addSelect('person.positionTitle', 'positionTitle')
    .addSelect('person.cadreMember', 'cadreMember')
    .addSelect('person.keyPost', 'keyPost')
    .addSelect('placement.departmentId', 'departmentId')
    .where(`${inForce('placement')} and person.politicalStatus <> 'MASSES'`, { today: work.today })
    .andWhere('placement.departmentId in (:...departmentIds)', { departmentIds })
    .andWhere(
      new Brackets((any) =>
        any.where('placement.partyGroupId is null').orWhere('ownGroup.departmentId = placement.departmentId'),
      ),
    )
    .orderBy('person.staffNumber')
    .getRawMany<MemberRow>()
  return rows.filter(isActiveMember)
}

const flag = (value: number | boolean): boolean => Boolean(Number(value))

/** The departments asked for, or all, in four queries however many there are. By branch, then by code. */
export async function desks(work: Work, filter: DeskFilter = {}): Promise<DepartmentDesk[]> {
  if (isEmpty(filter)) return []
  const groups = await groupRows(work, filter)
  if (!groups.length) return []
  const ids = groups.map((group) => group.departmentId)
  const members = await memberRows(work, ids)
  const held = await holders(work, ['DEPARTMENT_HEAD', 'PARTY_GROUP_LEAD', 'SUPERVISING_LEADER'], ids)
  const membersOf = listsBy(members, ({ departmentId }) => departmentId)
  const heldIn = listsBy(held, ({ scopeId }) => scopeId ?? '')
  return groups.map((group): DepartmentDesk => {
    const own = (membersOf.get(group.departmentId) ?? []).map(({ departmentId: _here, ...member }) => ({
      ...member,
      positionRank: Number(member.positionRank),
      cadreMember: flag(member.cadreMember),
      keyPost: flag(member.keyPost),
    }))
    const around = heldIn.get(group.departmentId) ?? []
    const holding = (role: string) => around.filter((each) => each.role === role)
    const lead = partyGroupLead(own, holding('PARTY_GROUP_LEAD')[0]?.personId ?? null)
    const supervisors = holding('SUPERVISING_LEADER').map(({ personId, name }) => ({ personId, name }))
    return {
      ...group,
      members: own,
      lead,
      leadId: 'personId' in lead ? lead.personId : null,
      head: holding('DEPARTMENT_HEAD')[0] ?? null,
      supervisors,
      supervisorIds: supervisors.map((each) => each.personId),
    }
  })
}

/** One department; refuses when it does not exist or belongs to no branch (R03). */
export async function requireDesk(work: Work, departmentId: string): Promise<DepartmentDesk> {
  const [desk] = await desks(work, { departmentIds: [departmentId] })
  if (!desk) throw recordNotFound({ what: '部门' })
  return desk
}

/** A 党小组 of people outside departments, such as the leaders': it owes no 岗 and no 区, its members count all the same. */
export interface GroupOutside {
  branchId: string
  branchName: string
  name: string
  memberCount: number
}

/** The 在职党员 that no desk counts, by their group: with them a branch has the members it has everywhere else. */
export async function groupsOutside(work: Work, branchId?: string): Promise<GroupOutside[]> {
  const query = placedPeople(work)
    .addSelect('ownGroup.name', 'groupName')
    .andWhere("person.politicalStatus <> 'MASSES' and ownGroup.id is not null")
    .andWhere(
      new Brackets((any) =>
        any
          .where('ownGroup.departmentId is null or placement.departmentId is null')
          .orWhere('ownGroup.departmentId <> placement.departmentId'),
      ),
    )
  if (branchId) ofBranches(query, [branchId])
  const groups = new Map<string, GroupOutside>()
  for (const row of (await query.getRawMany<PlacedPerson & { groupName: string }>()).filter(isActiveMember)) {
    const key = row.partyGroupId ?? ''
    const facts = { branchId: row.branchId ?? '', branchName: row.branchName ?? '', name: row.groupName }
    groups.set(key, { ...facts, memberCount: (groups.get(key)?.memberCount ?? 0) + 1 })
  }
  return [...groups.values()]
}

import { Department, PartyGroup, Person, Placement } from '../../../entities'
import type { Output } from '../../contract'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { partyGroupLead, type RankedPerson } from '../../domain/organisation/partyGroupLead'
import { branches } from './branchOrder'
import { holders } from './branchPeople'

type BranchAnswer = Output<'organisation.tree'>['branches'][number]
type DepartmentAnswer = BranchAnswer['departments'][number]
type Holder = Awaited<ReturnType<typeof holders>>[number]

interface MemberRow extends RankedPerson {
  name: string
  departmentId: string | null
  partyGroupId: string | null
}

const todaysPlaces = (work: Work) =>
  work.manager
    .createQueryBuilder(Placement, 'placement')
    .innerJoin(Person, 'person', "person.id = placement.personId and person.dutyStatus not in ('LEFT', 'RETIRED')")
    .where(inForce('placement'), { today: work.today })

const todaysMembers = (work: Work): Promise<MemberRow[]> =>
  todaysPlaces(work)
    .andWhere("person.politicalStatus <> 'MASSES'")
    .select('person.id', 'personId')
    .addSelect('person.name', 'name')
    .addSelect('person.politicalStatus', 'politicalStatus')
    .addSelect('person.dutyStatus', 'dutyStatus')
    .addSelect('person.positionRank', 'positionRank')
    .addSelect('placement.departmentId', 'departmentId')
    .addSelect('placement.partyGroupId', 'partyGroupId')
    .orderBy('person.staffNumber')
    .getRawMany<MemberRow>()

interface CountRow {
  departmentId: string | null
  partyGroupId: string | null
  people: number | string
}

const massesCounts = (work: Work): Promise<CountRow[]> =>
  todaysPlaces(work)
    .andWhere("person.politicalStatus = 'MASSES'")
    .select('placement.departmentId', 'departmentId')
    .addSelect('placement.partyGroupId', 'partyGroupId')
    .addSelect('count(*)', 'people')
    .groupBy('placement.departmentId')
    .addGroupBy('placement.partyGroupId')
    .getRawMany<CountRow>()

type GroupRow = Pick<PartyGroup, 'id' | 'branchId' | 'departmentId' | 'name'> & { departmentName: string | null }

const groupsInForce = (work: Work): Promise<GroupRow[]> =>
  work.manager
    .createQueryBuilder(PartyGroup, 'partyGroup')
    .leftJoin(Department, 'department', 'department.id = partyGroup.departmentId')
    .select('partyGroup.id', 'id')
    .addSelect('partyGroup.branchId', 'branchId')
    .addSelect('partyGroup.departmentId', 'departmentId')
    .addSelect('partyGroup.name', 'name')
    .addSelect('department.name', 'departmentName')
    .where(inForce('partyGroup'), { today: work.today })
    .orderBy('department.code')
    .addOrderBy('partyGroup.name')
    .getRawMany<GroupRow>()

const departmentsInForce = (work: Work): Promise<Department[]> =>
  work.manager
    .createQueryBuilder(Department, 'department')
    .where(inForce('department'), { today: work.today })
    .orderBy('department.code')
    .getMany()

/** The name to show, or what is missing: with two equal highest posts the secretary has to designate (R07). */
function leaderNameOf(members: MemberRow[], designatedId: string | null): string | null {
  const lead = partyGroupLead(members, designatedId)
  const nameOf = (personId: string) => members.find((member) => member.personId === personId)?.name ?? ''
  if (lead.rule === 'noMember') return null
  if (lead.rule === 'designationNeeded') return `待指定：${lead.candidateIds.map(nameOf).join('、')}`
  return nameOf(lead.personId)
}

/** Whoever acts is marked. */
const shownName = (holder: Holder | null | undefined): string | null =>
  holder ? `${holder.name}${holder.actsForId === null ? '' : '（代）'}` : null

interface Facts {
  members: MemberRow[]
  masses: CountRow[]
  held: Holder[]
}

function present(group: GroupRow, { members, masses, held }: Facts): DepartmentAnswer {
  // A placement names its group only when it does not follow from the department.
  const here = (place: { departmentId: string | null; partyGroupId: string | null }): boolean =>
    place.partyGroupId === group.id ||
    (place.partyGroupId === null && place.departmentId !== null && place.departmentId === group.departmentId)
  const own = members.filter(here)
  const holder = (role: Holder['role']) =>
    held.find((one) => one.role === role && one.scopeId === group.departmentId) ?? null
  return {
    departmentId: group.departmentId,
    name: group.departmentName ?? group.name,
    headName: shownName(holder('DEPARTMENT_HEAD')),
    leaderName: leaderNameOf(own, holder('PARTY_GROUP_LEAD')?.personId ?? null),
    memberCount: own.length,
    massesCount: masses.filter(here).reduce((sum, row) => sum + Number(row.people), 0),
  }
}

const sum = (departments: DepartmentAnswer[], count: 'memberCount' | 'massesCount'): number =>
  departments.reduce((total, department) => total + department[count], 0)

/** Both lines at one glance: branches with their groups, and for each department its head and its 党员负责人 (R03, R04, R07). */
export async function readTree(work: Work): Promise<Output<'organisation.tree'>> {
  work.must('manageOrganisation')
  const groups = await groupsInForce(work)
  const departments = await departmentsInForce(work)
  const held = await holders(work, ['BRANCH_SECRETARY', 'DEPARTMENT_HEAD', 'PARTY_GROUP_LEAD'])
  const facts = { members: await todaysMembers(work), masses: await massesCounts(work), held }
  const answer = (await branches(work)).map(({ id, name }): BranchAnswer => {
    const own = groups.filter((group) => group.branchId === id).map((group) => present(group, facts))
    return {
      branchId: id,
      name,
      secretaryName: shownName(held.find((one) => one.role === 'BRANCH_SECRETARY' && one.scopeId === id)),
      memberCount: sum(own, 'memberCount'),
      massesCount: sum(own, 'massesCount'),
      departments: own,
    }
  })
  const mapped = new Set(groups.map((group) => group.departmentId))
  return {
    branches: answer,
    unmappedDepartments: departments.filter((one) => !mapped.has(one.id)).map((one) => one.name),
  }
}

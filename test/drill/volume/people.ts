import { randomUUID } from 'node:crypto'
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm'
import {
  Department,
  LoginSession,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  RoleGrant,
} from '../../../entities'
import { insertRows } from '../../../server/database/rows'
import { type Role, scopeOfRole } from '../../../server/domain/organisation/roles'

/** The house's present year; those before it come to their end. */
export const thisYear = 2026

/** How large a house is made. */
export interface Size {
  branches: number
  people: number
  /** Years behind it, this one included. */
  years: number
}

export interface Member {
  personId: string
  name: string
  branch: number
  departmentId: string
  departmentName: string
  branchId: string
}

/** Who works where, and who of them holds what. */
export interface People {
  branches: { id: string; name: string }[]
  departments: { id: string; name: string; branchId: string; branch: number }[]
  members: Member[]
  leaders: Member[]
  /** One person for each kind of reader: 群众, a plain member, and one of each office. */
  readers: Record<string, string>
}

const departmentsEach = 3
/** Of ten people of a department so many are members. */
const membersOfTen = 3
export const firstDay = '2010-01-01'

export const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_none, index) => make(index))

export const put = <Row extends ObjectLiteral>(manager: EntityManager, entity: EntityTarget<Row>, rows: Row[]) =>
  insertRows(manager, entity, rows)

const numbered = (index: number): string => String(index + 1).padStart(4, '0')

interface Placed extends Member {
  isMember: boolean
  /** Its place in the department. */
  seat: number
}

/** As many in each department as in every other, one more or less. */
function placedPeople({ people }: Size, departments: People['departments'], branches: People['branches']): Placed[] {
  const taken = new Map<string, number>()
  return times(people, (index): Placed => {
    const at = Math.floor((index * departments.length) / people)
    const department = departments[at] as People['departments'][number]
    const seat = taken.get(department.id) ?? 0
    taken.set(department.id, seat + 1)
    return {
      personId: randomUUID(),
      name: `同志${numbered(index)}`,
      branch: department.branch,
      branchId: branches[department.branch]?.id ?? '',
      departmentId: department.id,
      departmentName: department.name,
      seat,
      isMember: seat % 10 < membersOfTen,
    }
  })
}

const personRow = ({ personId, name, isMember, seat, branch }: Placed, index: number): Person => ({
  id: personId,
  staffNumber: `V${String(index).padStart(6, '0')}`,
  name,
  gender: null,
  politicalStatus: isMember ? 'FULL_MEMBER' : 'MASSES',
  positionTitle: seat === 0 ? '部长' : '职员',
  // Somebody stands above the others, as in any department.
  positionRank: seat === 0 ? 3 : 0,
  partyPost: null,
  dutyStatus: 'ON_DUTY',
  leadingCadre: seat === 0 && branch % 2 === 0,
  cadreMember: seat === 0,
  keyPost: seat === 1,
  joinedDay: null,
  joinedPartyDay: null,
  fullMemberDay: null,
  leftDay: null,
  textStep: 0,
  revision: 1,
})

/** Everybody has been somewhere else before. */
const placementRows = ({ personId, departmentId }: Placed): Placement[] => [
  { id: randomUUID(), personId, departmentId, partyGroupId: null, fromDay: firstDay, toDay: '2016-12-31' },
  { id: randomUUID(), personId, departmentId, partyGroupId: null, fromDay: '2017-01-01', toDay: null },
]

const grantRow = (personId: string, role: Role, scopeId = ''): RoleGrant => ({
  id: randomUUID(),
  personId,
  role,
  scopeKind: scopeOfRole[role],
  scopeId,
  fromDay: firstDay,
  toDay: null,
  grantedById: null,
  reason: null,
})

/** Every branch and department has its people in office, and the house its own, who belong to the last branch. */
function offices(placed: readonly Placed[], { branches, departments }: Pick<People, 'branches' | 'departments'>) {
  const grants: RoleGrant[] = []
  const inBranch = new Map<string, Placed[]>()
  for (const person of placed) {
    const own = inBranch.get(person.branchId)
    if (own) own.push(person)
    else inBranch.set(person.branchId, [person])
  }
  const hold = (person: Placed | undefined, role: Role, scopeId = ''): string => {
    if (!person) throw new Error(`nobody is left for ${role}`)
    grants.push(grantRow(person.personId, role, scopeId))
    return person.personId
  }
  const ofBranch = branches.map(({ id }) => {
    const members = (inBranch.get(id) ?? []).filter(({ isMember }) => isMember)
    const [first, second, third, fourth] = members.filter(({ seat }) => seat > 0)
    return {
      secretary: hold(first, 'BRANCH_SECRETARY', id),
      committee: hold(second, 'BRANCH_COMMITTEE', id),
      clerk: hold(third, 'BRANCH_CLERK', id),
      inspector: hold(second, 'INSPECTOR', id),
      member: fourth?.personId ?? '',
    }
  })
  const masses = placed.filter(({ isMember }) => !isMember)
  const heads = departments.map(({ id }) =>
    hold(
      masses.find(({ departmentId }) => departmentId === id),
      'DEPARTMENT_HEAD',
      id,
    ),
  )
  const leads = placed.filter(({ seat, isMember }) => seat === 0 && isMember)
  const supervisors = departments.map(({ id, branch }) => hold(leads[branch % leads.length], 'SUPERVISING_LEADER', id))
  const last = (inBranch.get(branches.at(-1)?.id ?? '') ?? [])
    .filter(({ isMember, seat }) => isMember && seat > 0)
    .slice(4)
  const house = {
    office: hold(last[0], 'HQ_OFFICE'),
    hqCommittee: hold(last[1], 'HQ_COMMITTEE'),
    generalOffice: hold(last[2], 'GENERAL_OFFICE'),
    deputySecretary: hold(last[3], 'GROUP_DEPUTY_SECRETARY'),
    groupCommittee: hold(last[4] ?? last[3], 'GROUP_COMMITTEE'),
    administrator: hold(last[5] ?? last[3], 'SYS_ADMIN'),
  }
  const [own] = ofBranch
  const readers = {
    masses: masses.at(1)?.personId ?? '',
    ...own,
    lead: leads[0]?.personId ?? '',
    head: heads[0] ?? '',
    supervisor: supervisors[0] ?? '',
    ...house,
  }
  return { grants, readers, leads }
}

/** Branches of three departments each, people in them with their accounts and sessions, and everybody who holds an office. */
export async function putPeople(manager: EntityManager, size: Size, now: number): Promise<People> {
  const branches = times(size.branches, (index) => ({ id: randomUUID(), name: `第${numbered(index)}支部` }))
  const departments = times(size.branches * departmentsEach, (index) => {
    const branch = Math.floor(index / departmentsEach)
    return { id: randomUUID(), name: `第${numbered(index)}部`, branch, branchId: branches[branch]?.id ?? '' }
  })
  const inForce = { fromDay: firstDay, toDay: null }
  const organisation = { kind: 'BRANCH' as const, parentId: null, sortOrder: 0, ...inForce }
  await put(
    manager,
    PartyOrganisation,
    branches.map((branch) => ({ ...branch, ...organisation })),
  )
  const office = { parentId: null, ...inForce }
  await put(
    manager,
    Department,
    departments.map(({ id, name }, at) => ({ id, name, code: `V${numbered(at)}`, ...office })),
  )
  await put(
    manager,
    PartyGroup,
    departments.map(({ id, name, branchId }) => ({
      id: randomUUID(),
      branchId,
      departmentId: id,
      name: `${name}党小组`,
      ...inForce,
    })),
  )
  const placed = placedPeople(size, departments, branches)
  await put(manager, Person, placed.map(personRow))
  await put(manager, Placement, placed.flatMap(placementRows))
  const account = {
    platform: 'feishu' as const,
    tenant: 'cli_volume',
    unionId: null,
    lastUsedAt: null,
    unreachable: null,
    unreachableAt: null,
  }
  await put(
    manager,
    PlatformAccount,
    placed.map(({ personId }) => ({ id: randomUUID(), personId, ...account, userId: personId, userKey: personId })),
  )
  await put(
    manager,
    LoginSession,
    placed.map(({ personId }) => ({ id: personId, personId, begunAt: now, attempt: null })),
  )
  const { grants, readers, leads } = offices(placed, { branches, departments })
  await put(manager, RoleGrant, grants)
  const members = placed.filter(({ isMember }) => isMember)
  return { branches, departments, members, leaders: leads.filter(({ branch }) => branch % 2 === 0), readers }
}

import type { Department, PartyGroup, PartyOrganisation, Person, Placement } from '../../entities'
import { branchPlan, type CastMember, cast, type DepartmentPlan, departmentPlan, rank } from './sampleOrganisationPlan'
import { pick, randomStream, sampleId, sampleNames } from './sampleOrganisationSeed'

/** The organisation began with the notice; everybody was placed afterwards. */
export const foundedDay = '2018-09-11'
const placedDay = '2025-01-01'

export interface SamplePerson {
  /** Key in the cast; the staff number for the others. */
  key: string
  departmentCode: string
  withoutDepartment: boolean
  withoutAccount: boolean
  person: Person
}

const hqId = sampleId('party:hq')
export const branchId = (key: string): string => sampleId(`branch:${key}`)
export const departmentId = (code: string): string => sampleId(`department:${code}`)
const leadersGroupId = sampleId('group:leaders')

export function partyLine(): PartyOrganisation[] {
  const dates = { fromDay: foundedDay, toDay: null }
  const groupId = sampleId('party:group')
  return [
    { id: groupId, kind: 'GROUP_COMMITTEE', name: '江岳集团（演示）党委', parentId: null, sortOrder: 0, ...dates },
    { id: hqId, kind: 'HQ_COMMITTEE', name: '江岳集团（演示）机关党委', parentId: groupId, sortOrder: 0, ...dates },
    ...branchPlan.map(
      ({ key, name }, at): PartyOrganisation => ({
        id: branchId(key),
        kind: 'BRANCH',
        name,
        parentId: hqId,
        sortOrder: at + 1,
        ...dates,
      }),
    ),
  ]
}

export const departments = (): Department[] =>
  departmentPlan.map(({ code, name }) => ({
    id: departmentId(code),
    code,
    name,
    parentId: null,
    fromDay: foundedDay,
    toDay: null,
  }))

/** 「以部门为党小组」 (R04), and one group for leaders without a department. */
export const partyGroups = (): PartyGroup[] => [
  ...departmentPlan.map(({ code, name, branch }) => ({
    id: sampleId(`group:${code}`),
    branchId: branchId(branch),
    departmentId: departmentId(code),
    name: `${name}党小组`,
    fromDay: foundedDay,
    toDay: null,
  })),
  {
    id: leadersGroupId,
    branchId: branchId('general'),
    departmentId: null,
    name: '领导党小组',
    fromDay: foundedDay,
    toDay: null,
  },
]

const drawn = (key: string, plan: DepartmentPlan, facts: Omit<CastMember, 'key' | 'department'>): CastMember => ({
  key,
  department: plan.code,
  ...facts,
})

/** The cast of a department, then drawn people until the planned sizes are reached: 党员 first, 群众 after them. */
function staffOf(plan: DepartmentPlan, nextName: () => string, random: () => number): CastMember[] {
  const known = cast.filter((one) => one.department === plan.code)
  const knownMasses = known.filter((one) => one.politicalStatus === 'MASSES').length
  const knownMembers = known.length - knownMasses
  const ranks = new Set(known.map((one) => one.rank))
  const titleOf = (at: number): { title: string; rank: number } => {
    if (at === 0 && !ranks.has(rank.head)) return { title: `${plan.name}部长`, rank: rank.head }
    if (at === 1 && !ranks.has(rank.deputy) && plan.code !== 'D09')
      return { title: `${plan.name}副部长`, rank: rank.deputy }
    if (at === 2 || at === 3) return { title: `${pick(random, plan.titles)}（主管）`, rank: rank.supervisor }
    return { title: pick(random, plan.titles), rank: rank.staff }
  }
  const missing = plan.members - knownMembers
  const members = Array.from({ length: missing }, (_none, at) =>
    drawn(`${plan.code}:member:${at}`, plan, {
      name: nextName(),
      ...titleOf(at),
      politicalStatus: at >= missing - plan.probationary ? 'PROBATIONARY' : 'FULL_MEMBER',
    }),
  )
  const others = Array.from({ length: plan.masses - knownMasses }, (_none, at) =>
    drawn(`${plan.code}:masses:${at}`, plan, {
      name: nextName(),
      politicalStatus: 'MASSES',
      title: pick(random, plan.titles),
      rank: rank.staff,
    }),
  )
  return [...known, ...members, ...others]
}

/** Some joined before they came, some after; who is 预备党员 did so within the year. */
function joinedPartyDay(politicalStatus: Person['politicalStatus'], cameYear: number, number: number): string | null {
  if (politicalStatus === 'MASSES') return null
  if (politicalStatus === 'PROBATIONARY') return `2026-0${1 + (number % 6)}-18`
  return `${cameYear - 3 + (number % 5)}-${String(1 + (number % 12)).padStart(2, '0')}-${10 + (number % 18)}`
}

function toPerson(one: CastMember, number: number, random: () => number): SamplePerson {
  const staffNumber = `JY${String(number).padStart(4, '0')}`
  const politicalStatus = one.politicalStatus ?? 'FULL_MEMBER'
  const year = 2005 + Math.floor(random() * 19)
  const person: Person = {
    id: sampleId(`person:${one.key}`),
    staffNumber,
    name: one.name,
    gender: random() < 0.55 ? '男' : '女',
    politicalStatus,
    positionTitle: one.title,
    positionRank: one.rank,
    partyPost: one.partyPost ?? null,
    dutyStatus: one.dutyStatus ?? 'ON_DUTY',
    leadingCadre: one.leadingCadre ?? false,
    cadreMember: politicalStatus !== 'MASSES' && one.rank >= rank.deputy,
    keyPost: random() < 0.15,
    joinedDay: `${year}-07-01`,
    joinedPartyDay: joinedPartyDay(politicalStatus, year, number),
    fullMemberDay: null,
    leftDay: null,
    textStep: 0,
    revision: 1,
  }
  const { withoutDepartment = false, withoutAccount = false } = one
  return { key: one.key, departmentCode: one.department, withoutDepartment, withoutAccount, person }
}

/** All 540 people, department by department. */
export function samplePeople(): SamplePerson[] {
  const random = randomStream('people')
  const nextName = sampleNames(cast.map((one) => one.name))
  const staff = departmentPlan.flatMap((plan) => staffOf(plan, nextName, random))
  return staff.map((one, at) => toPerson(one, at + 1, random))
}

export const placements = (people: readonly SamplePerson[]): Placement[] =>
  people.map(({ person, departmentCode, withoutDepartment }) => ({
    id: sampleId(`placement:${person.id}`),
    personId: person.id,
    departmentId: withoutDepartment ? null : departmentId(departmentCode),
    partyGroupId: withoutDepartment ? leadersGroupId : null,
    fromDay: placedDay,
    toDay: null,
  }))

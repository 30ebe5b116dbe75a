import type { RoleGrant } from '../../entities'
import { type Role, scopeOfRole } from '../domain/organisation/roles'
import { branchId, departmentId, type SamplePerson } from './sampleOrganisationPeople'
import { type BranchKey, branchPlan, cast, departmentPlan, rank } from './sampleOrganisationPlan'
import { sampleId } from './sampleOrganisationSeed'

const grantedDay = '2025-01-01'

/** Who supervises what; D14's supervisor is somebody else than its head (edge case 2). */
const supervised: Record<string, string[]> = {
  groupLeader: ['D01', 'D02', 'D03'],
  supervisor: ['D04', 'D05', 'D14'],
  chiefEngineer: ['D06', 'D07', 'D08', 'D09'],
  leader: ['D10', 'D11', 'D12', 'D13'],
}

const houseRoles: [string, Role][] = [
  ['groupLeader', 'GROUP_DEPUTY_SECRETARY'],
  ['groupLeader', 'GROUP_COMMITTEE'],
  ['supervisor', 'HQ_COMMITTEE'],
  ['hqCommittee', 'HQ_COMMITTEE'],
  ['auditHead', 'HQ_DISCIPLINE'],
  ['office', 'HQ_OFFICE'],
  ['officeSecond', 'HQ_OFFICE'],
  ['generalOffice', 'GENERAL_OFFICE'],
  ['administrator', 'SYS_ADMIN'],
]

const branchOf = (code: string): BranchKey | undefined => departmentPlan.find((plan) => plan.code === code)?.branch

export function roleGrants(people: readonly SamplePerson[], year: number): RoleGrant[] {
  const byKey = new Map(people.map((one) => [one.key, one.person.id]))
  const grants: RoleGrant[] = []
  const grant = (key: string, role: Role, scopeId = '', extra: Partial<RoleGrant> = {}) => {
    const personId = byKey.get(key)
    if (!personId) throw new Error(`nobody in the sample is called ${key}`)
    const id = sampleId(`grant:${personId}:${role}:${scopeId}`)
    const dates = { fromDay: grantedDay, toDay: null }
    grants.push({
      id,
      personId,
      role,
      scopeKind: scopeOfRole[role],
      scopeId,
      ...dates,
      grantedById: null,
      reason: '示例组织',
      ...extra,
    })
  }
  for (const [key, role] of houseRoles) grant(key, role)
  for (const one of cast) {
    const branch = branchOf(one.department)
    if (branch && one.partyPost === '支部书记') grant(one.key, 'BRANCH_SECRETARY', branchId(branch))
    if (branch && one.partyPost === '支部委员') grant(one.key, 'BRANCH_COMMITTEE', branchId(branch))
  }
  for (const { key } of branchPlan) grant(clerkOf(people, key), 'BRANCH_CLERK', branchId(key))
  for (const { code } of departmentPlan) grant(headOf(people, code), 'DEPARTMENT_HEAD', departmentId(code))
  for (const [key, codes] of Object.entries(supervised)) {
    for (const code of codes) grant(key, 'SUPERVISING_LEADER', departmentId(code))
  }
  // R04, R07: two vice presidents sit in 综合办公室 without leading its 党小组.
  grant('generalSecretary', 'PARTY_GROUP_LEAD', departmentId('D01'), {
    reason: '分管领导编入本党小组，由党小组推选办公室主任任组长',
  })
  // 抽查人: for a time, and not from the inspected branch (rules §2.2).
  grant('officeSecond', 'INSPECTOR', branchId('finance'), { fromDay: `${year}-01-01`, toDay: `${year}-12-31` })
  return grants
}

const headOf = (people: readonly SamplePerson[], code: string): string =>
  people.find((one) => one.departmentCode === code && one.person.positionRank === rank.head)?.key ?? ''

/** An ordinary full member of the branch. */
const clerkOf = (people: readonly SamplePerson[], branch: BranchKey): string =>
  people.find(({ key, departmentCode, person }) => {
    const ordinary = person.politicalStatus === 'FULL_MEMBER' && person.positionRank === rank.staff
    return ordinary && key.includes(':member:') && branchOf(departmentCode) === branch
  })?.key ?? ''

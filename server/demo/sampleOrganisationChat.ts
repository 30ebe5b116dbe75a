import type { PlatformAccount } from '../../entities'
import type { SamplePerson } from './sampleOrganisationPeople'
import { departmentPlan } from './sampleOrganisationPlan'
import { sampleId } from './sampleOrganisationSeed'

/** Where the sample's chat accounts live. Feishu names a person differently in every app, so it is asked for the open_id. */
export interface SampleTenants {
  feishu?: { appId: string; openIdOf: (userId: string) => string }
  wecom?: { corpId: string }
}

/** One person as the chat emulator should know it. */
export interface SampleChatPerson {
  personId: string
  staffNumber: string
  name: string
  gender: string | null
  positionTitle: string
  /** The chat directory is a third tree (rules §2.1); here it simply repeats the departments. */
  departmentCode: string
  departmentName: string
  /** Null for those who cannot be reached in a chat (edge case 10). */
  feishuUserId: string | null
  wecomUserId: string | null
  persona: string | null
}

export interface SamplePersona {
  key: string
  label: string
  personId: string
  name: string
  feishuUserId: string
  wecomUserId: string
}

/** The parts a newcomer can play at the demo desk, in the order of the story. */
const personaLabels: [string, string][] = [
  ['office', '机关党办'],
  ['financeSecretary', '财投支部书记（也是党员领导干部）'],
  ['digitalSecretary', '信息支部书记（兼部门第一负责人）'],
  ['member', '普通党员（财务部）'],
  ['memberSecond', '普通党员（信息中心）'],
  ['masses', '群众（财务部）'],
  ['massesSecond', '群众（信息中心）'],
  ['scrutineer', '支部委员、监票人（财投支部）'],
  ['leader', '党员领导干部（三联系）'],
  ['massesHead', '部门第一负责人（群众）'],
  ['supervisor', '分管领导'],
  ['hqCommittee', '机关党委委员'],
  ['auditHead', '机关纪委（保管第二把锁的备份码）'],
  ['generalOffice', '办公室（经办工作牌）'],
  ['groupLeader', '集团党委副书记（终审）'],
  ['administrator', '系统管理员'],
]

const feishuUserId = (staffNumber: string): string => `u${staffNumber.toLowerCase()}`
const wecomUserId = (staffNumber: string): string => staffNumber

const departmentName = (code: string): string => departmentPlan.find((plan) => plan.code === code)?.name ?? ''

export function chatPeople(people: readonly SamplePerson[]): SampleChatPerson[] {
  const labels = new Map(personaLabels)
  return people.map(({ key, person, departmentCode, withoutAccount }) => ({
    personId: person.id,
    staffNumber: person.staffNumber,
    name: person.name,
    gender: person.gender,
    positionTitle: person.positionTitle,
    departmentCode,
    departmentName: departmentName(departmentCode),
    feishuUserId: withoutAccount ? null : feishuUserId(person.staffNumber),
    wecomUserId: withoutAccount ? null : wecomUserId(person.staffNumber),
    persona: labels.get(key) ?? null,
  }))
}

export function personas(people: readonly SamplePerson[]): SamplePersona[] {
  return personaLabels.map(([key, label]) => {
    const found = people.find((one) => one.key === key)
    if (!found) throw new Error(`nobody in the sample plays ${key}`)
    const { id: personId, name, staffNumber } = found.person
    return {
      key,
      label,
      personId,
      name,
      feishuUserId: feishuUserId(staffNumber),
      wecomUserId: wecomUserId(staffNumber),
    }
  })
}

export function platformAccounts(
  people: readonly SampleChatPerson[],
  { feishu, wecom }: SampleTenants,
): PlatformAccount[] {
  const account = (
    personId: string,
    platform: PlatformAccount['platform'],
    tenant: string,
    userId: string,
  ): PlatformAccount => ({
    id: sampleId(`account:${platform}:${personId}`),
    personId,
    platform,
    tenant,
    userId,
    userKey: userId.toLowerCase(),
    unionId: null,
    lastUsedAt: null,
    unreachable: null,
    unreachableAt: null,
  })
  return people.flatMap((one) => [
    ...(feishu && one.feishuUserId
      ? [account(one.personId, 'feishu', feishu.appId, feishu.openIdOf(one.feishuUserId))]
      : []),
    ...(wecom && one.wecomUserId ? [account(one.personId, 'wecom', wecom.corpId, one.wecomUserId)] : []),
  ])
}

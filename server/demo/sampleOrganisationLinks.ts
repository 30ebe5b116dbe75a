import type { LeaderLink, Liaison, LinkActivity, LinkTarget } from '../../entities'
import {
  addDays,
  type CalendarDay,
  daysBetween,
  instantOf,
  toCalendarDay,
  yearOf,
} from '../domain/calendar/calendarDay'
import type { SamplePerson } from './sampleOrganisationPeople'
import { type BranchKey, departmentPlan } from './sampleOrganisationPlan'
import { pick, randomStream, sampleId } from './sampleOrganisationSeed'

const pairedDay = '2025-03-01'

const branchOf = (one: SamplePerson): BranchKey | undefined =>
  departmentPlan.find((plan) => plan.code === one.departmentCode)?.branch

const categoryOf = (one: SamplePerson, random: () => number): Liaison['category'] => {
  if (random() < 0.1) return 'ACTIVIST'
  if (branchOf(one) === 'production') return 'PRODUCTION_LINE'
  return branchOf(one) === 'marketing' ? 'SALES_LINE' : 'OTHER'
}

/** The 群众 a member may be paired with: of the own department, else of the branch (D05 has none of its own). */
function contactsNear(member: SamplePerson, masses: readonly SamplePerson[]): SamplePerson[] {
  const own = masses.filter((one) => one.departmentCode === member.departmentCode)
  return own.length >= 4 ? own : masses.filter((one) => branchOf(one) === branchOf(member))
}

/** 名册: every member has one to four contacts (R34); whoever has several helpers is 多对一 (R43). */
export function liaisons(people: readonly SamplePerson[]): Liaison[] {
  const random = randomStream('liaisons')
  const masses = people.filter(({ person }) => person.politicalStatus === 'MASSES')
  const pairs: { member: SamplePerson; contact: SamplePerson }[] = []
  for (const member of people.filter(({ person }) => person.politicalStatus !== 'MASSES')) {
    const near = contactsNear(member, masses)
    const contacts = new Set<SamplePerson>()
    const wanted = 1 + Math.floor(random() * 4)
    while (contacts.size < wanted) contacts.add(pick(random, near))
    // 30: one contact works in another branch.
    if (member.key === 'hqCommittee')
      contacts.add(
        pick(
          random,
          masses.filter((one) => one.departmentCode === 'D10'),
        ),
      )
    for (const contact of contacts) pairs.push({ member, contact })
  }
  const helpers = new Map<string, number>()
  for (const { contact } of pairs) helpers.set(contact.key, (helpers.get(contact.key) ?? 0) + 1)
  return pairs.map(({ member, contact }) => ({
    id: sampleId(`liaison:${member.key}:${contact.key}`),
    memberId: member.person.id,
    contactId: contact.person.id,
    category: categoryOf(contact, random),
    aidKind: helpers.get(contact.key) === 1 ? 'ONE_TO_ONE' : 'MANY_TO_ONE',
    fromDay: pairedDay,
    toDay: null,
    revision: 1,
  }))
}

const regions = ['东江', '西岭', '南浦', '北塬', '中洲', '青岚', '临湖', '云溪', '石桥']
const subsidiaries = [
  '制药一厂',
  '制药二厂',
  '中药饮片厂',
  '包装厂',
  '物流公司',
  '医药商业公司',
  '药材种植公司',
  '保健品公司',
  '医疗器械公司',
]
const streets = ['江岸路', '文昌街', '解放桥', '滨河路', '育才巷', '新市口', '东门', '西关', '南苑', '北环']

const target = (kind: LinkTarget['kind'], name: string): LinkTarget => ({
  id: sampleId(`target:${kind}:${name}`),
  kind,
  name,
  toDay: null,
})

/** 9 markets, 9 subsidiaries, 90 pharmacies (R46). */
export const linkTargets = (): LinkTarget[] => [
  ...regions.map((region) => target('MARKET', `${region}销售市场`)),
  ...subsidiaries.map((name) => target('SUBSIDIARY', `江岳${name}`)),
  ...regions.flatMap((region) => streets.map((street) => target('PHARMACY', `江岳大药房${region}${street}店`))),
]

/** Each leader's own market, subsidiary and ten pharmacies of the year. */
export function leaderLinks(
  people: readonly SamplePerson[],
  targets: readonly LinkTarget[],
  year: number,
): LeaderLink[] {
  const leaders = people.filter(({ person }) => person.leadingCadre)
  const share = (kind: LinkTarget['kind'], at: number, size: number) =>
    targets.filter((one) => one.kind === kind).slice(at * size, (at + 1) * size)
  return leaders.flatMap(({ person }, at) =>
    [...share('MARKET', at, 1), ...share('SUBSIDIARY', at, 1), ...share('PHARMACY', at, 10)].map(({ id }) => ({
      id: sampleId(`link:${person.id}:${year}:${id}`),
      leaderId: person.id,
      year,
      targetId: id,
      closedDay: null,
      closeReason: null,
    })),
  )
}

/** How many of their 12 links (market, subsidiary, then pharmacies) leaders have visited: 9 and 6 of 10 pharmacies, and fewer. */
const visited: Record<string, number> = {
  financeSecretary: 11,
  leader: 8,
  generalSecretary: 4,
  chiefEngineer: 3,
  digitalSecretary: 1,
}

/** Activities from the year's first day to `today`. */
export function linkActivities(
  people: readonly SamplePerson[],
  links: readonly LeaderLink[],
  targets: readonly LinkTarget[],
  today: CalendarDay,
): LinkActivity[] {
  const firstDay = toCalendarDay(`${yearOf(today)}-01-01`)
  const nameOf = new Map(targets.map((one) => [one.id, one.name]))
  return people.flatMap(({ key, person }) => {
    const done = links.filter((link) => link.leaderId === person.id).slice(0, visited[key] ?? 0)
    return done.map((link, at) => {
      const heldDay = addDays(firstDay, Math.floor((daysBetween(firstDay, today) * (at + 1)) / (done.length + 1)))
      return {
        id: sampleId(`activity:${link.id}`),
        leaderId: person.id,
        targetId: link.targetId,
        heldDay,
        place: nameOf.get(link.targetId) ?? '',
        problem: '一线反映旺季到货不够及时，常用品种时有断档。',
        help: '协调销售管理部和物流公司调整配送班次，每周核对一次库存。',
        effect: at % 2 ? null : '两周后回访，断档品种已补齐。',
        enteredById: person.id,
        proxyEntry: false,
        loggedAt: instantOf(heldDay, 17 * 60),
        voidReason: null,
        counts: true as const,
        revision: 1,
      }
    })
  })
}

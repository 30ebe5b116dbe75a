// R51–R53, rules §4.3: who rates whom, from a frozen list and a random source.
import type { RaterGroup } from '../scoring/terms'
import { drawWithoutRepeat, type RandomSource } from './randomDraw'
import {
  type Assignment,
  activePeople,
  type CollectiveSheet,
  type FrozenRoster,
  isPartyMember,
  listSubjects,
  type RosterPerson,
  type Subject,
} from './roster'
import type { EvaluationTemplate, RosterRules } from './template'

export type WideningReason = 'PEER_GROUP_TOO_SMALL' | 'MASSES_SCOPE_TOO_SMALL' | 'MASSES_SAMPLED'

/** One departure from the plain scope, to be written to the audit log as it stands. */
export interface Widening {
  subjectKeys: readonly string[]
  group: RaterGroup
  reason: WideningReason
  /** Persons eligible before, persons who could be drawn, persons in the group afterwards. */
  eligible: number
  pool: number
  after: number
  drawnIds: readonly string[]
  text: string
}

export type RosterWarningCode =
  | 'DUPLICATE_PERSON'
  | 'SECRETARY_MISSING'
  | 'MEMBER_WITHOUT_PARTY_GROUP'
  | 'CONTACT_NOT_LISTED'
  | 'GROUP_BELOW_MIN'

export interface RosterWarning {
  code: RosterWarningCode
  about: string
  text: string
}

export interface VoterPlan {
  subjects: Subject[]
  assignments: Assignment[]
  collectiveSheets: CollectiveSheet[]
  widenings: Widening[]
  /** Voters with more subjects than the burden limit (default 15): offer GRADE mode or sampling. */
  burdens: { voterId: string; subjects: number }[]
  warnings: RosterWarning[]
}

interface Scope {
  roster: FrozenRoster
  rules: RosterRules
  members: RosterPerson[]
  masses: RosterPerson[]
  people: Map<string, RosterPerson>
  random: RandomSource
}

interface Choice {
  voterIds: string[]
  widening?: Omit<Widening, 'subjectKeys' | 'group'>
}

/**
 * Subjects, single voting rights and collective sheets of one branch round. Nobody rates himself outside SELF, nobody
 * rates one subject twice, and only groups with a weight in the template rate. Same list, same source: same plan.
 */
export function planVoters(roster: FrozenRoster, template: EvaluationTemplate, random: RandomSource): VoterPlan {
  const scope = readScope(roster, template.roster, random)
  const subjects = listSubjects(roster)
  const sample = branchMasses(scope)
  const assignments: Assignment[] = []
  const widenings: Widening[] = []
  for (const subject of subjects) {
    const choices: [Assignment['group'], Choice][] = [
      ['SELF', { voterIds: subject.personId === null ? [] : [subject.personId] }],
      ['PEER', peersOf(subject, scope)],
      ['MASSES', subject.kind === 'MEMBER' ? massesOf(subject, scope) : sample],
    ]
    for (const [group, choice] of choices) {
      if (template.subjects[subject.kind].weights[group] === undefined) continue
      assignments.push(...choice.voterIds.map((voterId) => ({ voterId, subjectKey: subject.key, group })))
      if (choice.widening) noteWidening(widenings, { ...choice.widening, subjectKeys: [subject.key], group })
    }
  }
  return {
    subjects,
    assignments,
    collectiveSheets: collectiveSheets(subjects, roster, template),
    widenings,
    burdens: heavyBurdens(assignments, template.roster.burdenLimit),
    warnings: [...listWarnings(roster, scope), ...smallGroups(subjects, assignments, template)],
  }
}

function readScope(roster: FrozenRoster, rules: RosterRules, random: RandomSource): Scope {
  const active = activePeople(roster.people)
  const ours = active.filter((person) => person.branchId === roster.branchId)
  return {
    roster,
    rules,
    random,
    members: ours.filter(isPartyMember),
    masses: ours.filter((person) => !isPartyMember(person)),
    people: new Map(active.map((person) => [person.personId, person])),
  }
}

/** PEER: the whole branch; in a large branch the 党小组, unless that leaves too few to stay anonymous. */
function peersOf(subject: Subject, { members, rules, people }: Scope): Choice {
  const others = ids(members.filter((person) => person.personId !== subject.personId))
  if (subject.kind !== 'MEMBER' || members.length <= rules.peerWholeBranchUpTo) return { voterIds: others }
  const partyGroupId = people.get(subject.personId ?? '')?.partyGroupId ?? null
  const group = ids(
    members.filter(
      (person) => partyGroupId !== null && person.partyGroupId === partyGroupId && person.personId !== subject.personId,
    ),
  )
  if (group.length >= rules.peerMinimum) return { voterIds: group }
  const text = `党小组内可参评党员 ${group.length} 人，少于 ${rules.peerMinimum} 人，互评扩大到全支部 ${others.length} 人`
  const widening = { reason: 'PEER_GROUP_TOO_SMALL', eligible: group.length, pool: others.length } as const
  return { voterIds: others, widening: { ...widening, after: others.length, drawnIds: [], text } }
}

/** MASSES of a member: 群众 of the department and the member's contacts, wherever those work. */
function massesOf(subject: Subject, { roster, rules, masses, people, random }: Scope): Choice {
  const departmentId = people.get(subject.personId ?? '')?.departmentId ?? null
  const contacts = roster.liaisons
    .filter((liaison) => liaison.memberId === subject.personId)
    .flatMap((liaison) => people.get(liaison.contactId) ?? [])
    // A contact who is himself a 党员 already rates as PEER; two ballots on one subject are never given.
    .filter((person) => !isPartyMember(person))
  const colleagues = masses.filter((person) => departmentId !== null && person.departmentId === departmentId)
  const eligible = [...new Set(ids([...colleagues, ...contacts]))].sort()
  if (eligible.length >= rules.massesMinimum) return { voterIds: eligible }
  const pool = ids(masses).filter((personId) => !eligible.includes(personId))
  const drawnIds = drawWithoutRepeat(pool, rules.massesDrawTo - eligible.length, random)
  const after = eligible.length + drawnIds.length
  const text = `本部门群众和联系对象可参评 ${eligible.length} 人，少于 ${rules.massesMinimum} 人，从支部其他群众 ${pool.length} 人中随机抽取 ${drawnIds.length} 人，共 ${after} 人`
  return {
    voterIds: [...eligible, ...drawnIds].sort(),
    widening: { reason: 'MASSES_SCOPE_TOO_SMALL', eligible: eligible.length, pool: pool.length, after, drawnIds, text },
  }
}

/** MASSES of 书记 and branch: everybody, or one draw for both when the branch is large. */
function branchMasses({ masses, rules, random }: Scope): Choice {
  const everyone = ids(masses)
  if (everyone.length <= rules.massesWholeBranchUpTo) return { voterIds: everyone }
  const share = Number((BigInt(everyone.length) * BigInt(rules.massesDrawPercent) + 99n) / 100n)
  const drawnIds = drawWithoutRepeat(everyone, Math.max(share, rules.massesDrawMinimum), random)
  const size = { eligible: everyone.length, pool: everyone.length, after: drawnIds.length }
  const text = `支部群众 ${everyone.length} 人，超过 ${rules.massesWholeBranchUpTo} 人，随机抽取 ${drawnIds.length} 人参评`
  return { voterIds: [...drawnIds].sort(), widening: { reason: 'MASSES_SAMPLED', ...size, drawnIds, text } }
}

/** The one draw for 书记 and branch is one entry of the log naming both subjects. */
function noteWidening(widenings: Widening[], next: Widening): void {
  const same = widenings.findIndex((one) => one.reason === 'MASSES_SAMPLED' && next.reason === 'MASSES_SAMPLED')
  const earlier = widenings[same]
  if (!earlier) widenings.push(next)
  else widenings[same] = { ...earlier, subjectKeys: [...earlier.subjectKeys, ...next.subjectKeys] }
}

function collectiveSheets(
  subjects: readonly Subject[],
  roster: FrozenRoster,
  template: EvaluationTemplate,
): CollectiveSheet[] {
  return subjects.flatMap(({ key, kind, personId }) =>
    (['ORG', 'SUPERIOR'] as const)
      .filter((group) => template.subjects[kind].weights[group] !== undefined)
      .map((group) => {
        const sitsIn = group === 'ORG' && personId !== null && roster.committeeIds.includes(personId)
        return { subjectKey: key, group, recusedId: sitsIn ? personId : null }
      }),
  )
}

function heavyBurdens(assignments: readonly Assignment[], limit: number): VoterPlan['burdens'] {
  const counts = new Map<string, number>()
  for (const { voterId } of assignments) counts.set(voterId, (counts.get(voterId) ?? 0) + 1)
  return [...counts].filter(([, subjects]) => subjects > limit).map(([voterId, subjects]) => ({ voterId, subjects }))
}

function listWarnings(roster: FrozenRoster, { members, people }: Scope): RosterWarning[] {
  const listed = roster.people.map((person) => person.personId)
  const repeated = new Set(listed.filter((personId, index) => listed.indexOf(personId) !== index))
  const warnings: RosterWarning[] = [...repeated].map((about) => {
    return { code: 'DUPLICATE_PERSON', about, text: '同一人在名单中出现多次，只按第一次计' }
  })
  if (!members.some((person) => person.personId === roster.secretaryId)) {
    const about = roster.secretaryId ?? roster.branchId
    warnings.push({ code: 'SECRETARY_MISSING', about, text: '名单中没有在任支部书记，本轮不评价书记' })
  }
  for (const { personId, partyGroupId } of members) {
    if (partyGroupId !== null) continue
    warnings.push({ code: 'MEMBER_WITHOUT_PARTY_GROUP', about: personId, text: '该党员没有编入党小组' })
  }
  for (const { memberId, contactId } of roster.liaisons) {
    const concerned = members.some((person) => person.personId === memberId)
    if (!concerned || people.has(contactId)) continue
    warnings.push({ code: 'CONTACT_NOT_LISTED', about: contactId, text: '联系对象不在名单中或已离开，不参加评价' })
  }
  return warnings
}

/** A group that cannot reach its minimum even if everybody votes will not count; better known before the vote. */
function smallGroups(
  subjects: readonly Subject[],
  assignments: readonly Assignment[],
  template: EvaluationTemplate,
): RosterWarning[] {
  const sizes = new Map<string, number>()
  for (const { subjectKey, group } of assignments) {
    sizes.set(`${subjectKey} ${group}`, (sizes.get(`${subjectKey} ${group}`) ?? 0) + 1)
  }
  return subjects.flatMap(({ key, kind }) =>
    (['PEER', 'MASSES'] as const).flatMap((group): RosterWarning[] => {
      const size = sizes.get(`${key} ${group}`) ?? 0
      if (template.subjects[kind].weights[group] === undefined || size >= template.minRaters[group]) return []
      const word = group === 'PEER' ? '党员' : '群众'
      return [{ code: 'GROUP_BELOW_MIN', about: key, text: `可参评${word}只有 ${size} 人，该项将不计入总分` }]
    }),
  )
}

function ids(people: readonly RosterPerson[]): string[] {
  return people.map((person) => person.personId)
}

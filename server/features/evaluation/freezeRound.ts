import { randomInt, randomUUID } from 'node:crypto'
import { type EvaluationRound, RoundAssignment, RoundSubject } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { planVoters, type VoterPlan } from '../../domain/evaluation/voters'
import { politicalStatusNames } from '../../domain/organisation/persons'
import type { BundleFolder } from '../../files/bundleFolder'
import { type Actor, actsFor } from '../../policy/actor'
import { refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import { moveOf, take } from '../workflow'
import { type Entrants, entrantOf, readEntrants } from './collectiveSheets'
import { askForLocks } from './countingCards'
import { roundFlow } from './flow'
import { type RosterOfBranch, readRoster } from './frozenRoster'
import { planTexts } from './planTexts'
import { requireRound, templateOf } from './records'
import { openLocks, rollHashOf } from './roundLocks'
import { areSuitable } from './scrutineers'

const roundTooFewScrutineers = refusal(422, 'round.tooFewScrutineers', '请指定2名监票人（不能是支部书记）。')
const roundEmptyBranch = refusal(422, 'round.emptyBranch', '本支部没有可以评价的正式党员，请先核对名册。')
const countedEarlier = refusal(
  409,
  'round.countedEarlier',
  '这一轮已经计过票，数据库却是用定名单以前的备份恢复的，取不回计票结果。请系统管理员改用定名单以后的备份恢复。',
)
const roundVetoForeign = refusal(422, 'round.vetoForeign', '一票否决名单里有不属于本支部评价对象的人，请重新选择。')

type FreezeInput = Checked<'round.freeze'>

/** Subjects with the names and places of today: later transfers change nothing here (rules §9.7). */
function frozenSubjects(
  roundId: string,
  branchName: string,
  plan: VoterPlan,
  { people }: RosterOfBranch,
): RoundSubject[] {
  const order = new Map([...people.keys()].map((personId, index) => [personId, index]))
  const rank = { MEMBER: 0, SECRETARY: 1, ORG: 2 }
  const sorted = [...plan.subjects].sort(
    (left, right) =>
      rank[left.kind] - rank[right.kind] ||
      (order.get(left.personId ?? '') ?? 0) - (order.get(right.personId ?? '') ?? 0),
  )
  return sorted.map((subject, position) => {
    const person = people.get(subject.personId ?? '')
    return {
      id: randomUUID(),
      roundId,
      subjectKey: subject.key,
      kind: subject.kind,
      personId: subject.personId,
      name: person?.name ?? branchName,
      departmentName: person?.departmentName ?? '',
      politicalStatus: person ? politicalStatusNames[person.politicalStatus] : '',
      graded: subject.graded,
      position,
      vetoDocument: null,
      struckReason: null,
    }
  })
}

/** 一票否决 with its document, entered by the 书记 before anybody votes (rules §4.4.5). */
function enterVetoes(subjects: RoundSubject[], vetoes: FreezeInput['vetoes']): void {
  for (const { personId, documentNumber } of vetoes) {
    const subject = subjects.find((each) => each.kind === 'MEMBER' && each.personId === personId)
    if (!subject) throw roundVetoForeign()
    subject.vetoDocument = documentNumber
  }
}

function voterRoll(roundId: string, plan: VoterPlan, subjects: RoundSubject[], entrants: Entrants): RoundAssignment[] {
  const byKey = new Map(subjects.map((subject) => [subject.subjectKey, subject]))
  const row = (voterId: string, subjectKey: string, raterGroup: RoundAssignment['raterGroup']): RoundAssignment => ({
    roundId,
    voterId,
    raterGroup,
    subjectId: byKey.get(subjectKey)?.id ?? '',
    status: 'ISSUED',
    votedDay: null,
    castMark: null,
    sheetRevision: 0,
    envelope: null,
    envelopeMark: null,
    closed: false,
  })
  return [
    ...plan.assignments.map(({ voterId, subjectKey, group }) => row(voterId, subjectKey, group)),
    ...plan.collectiveSheets.map((sheet) => {
      const subject = byKey.get(sheet.subjectKey)
      return row(
        entrantOf(sheet, subject?.personId ?? null, subject?.name ?? '', entrants),
        sheet.subjectKey,
        sheet.group,
      )
    }),
  ]
}

/** One line a draw: who was drawn must be open to inspection, and one line for all could outgrow its column. */
async function logDraws(work: Work, round: EvaluationRound, plan: VoterPlan): Promise<void> {
  const record = { subjectKind: 'round', subjectId: round.id, role: 'BRANCH_SECRETARY' }
  for (const { text, ...change } of plan.widenings)
    await work.audit({ ...record, action: 'round.widen', change, reason: text })
}

/** The 书记 who is rated: not who acts for him these days, but himself (rules §2.4). */
const inOffice = (actor: Actor, branchId: string): string =>
  actsFor(actor, 'BRANCH_SECRETARY', [branchId]) || actor.personId

/**
 * The 书记 freezes who is evaluated and who rates, from the organisation of today (R51–R53, rules §4.3); from here on nobody is
 * added. Two scrutineers, not the secretary: each is asked for his 监票码, and the vote waits for both. A draw uses the system's random
 * source and is logged with its reason. The list is fixed by its hash; what wraps its ballots is made once, however often this is run.
 */
export const freezeRound =
  (keys: KeyFolder, bundles: BundleFolder) =>
  async (work: Work, input: FreezeInput): Promise<Output<'round.freeze'>> => {
    const known = await requireRound(work, input.roundId)
    const { record: round, campaign, branchName } = known
    work.must('manageRound', round)
    moveOf(roundFlow, known, 'freezeRoster', work.who)
    if (bundles.has(round.id)) throw countedEarlier()
    const secretaryId = inOffice(work.who, round.branchId)
    const frozen = await readRoster(work, round, secretaryId)
    if (!areSuitable(input.scrutineerIds, round.branchId, frozen.people, [secretaryId, work.who.personId]))
      throw roundTooFewScrutineers()
    const plan = planVoters(frozen.roster, templateOf(campaign), (bound) => randomInt(bound))
    if (!plan.subjects.some((subject) => subject.kind === 'MEMBER' && subject.graded)) throw roundEmptyBranch()
    const subjects = frozenSubjects(round.id, branchName, plan, frozen)
    enterVetoes(subjects, input.vetoes)
    const ours = [...frozen.people.values()].filter((person) => person.branchId === round.branchId)
    const entrants = await readEntrants(
      work,
      round.branchId,
      secretaryId,
      new Set(ours.map((person) => person.personId)),
    )
    const roll = voterRoll(round.id, plan, subjects, entrants)
    const widenings = planTexts(plan, frozen, subjects)
    const { scrutineerIds } = input
    const voters = new Set(plan.assignments.map((assignment) => assignment.voterId)).size
    const sizes = { subjects: plan.subjects.length, voters, heavyBurdens: plan.burdens.length }
    await take(work, roundFlow, known, 'freezeRoster', {
      revision: input.revision,
      changes: {
        secretaryId,
        scrutineerIds,
        widenings,
        frozenDay: work.today,
        locks: openLocks(keys, round.id, rollHashOf(roll)),
      },
      noted: { ...sizes, scrutineerIds, vetoes: input.vetoes },
    })
    await work.insert(RoundSubject, subjects)
    await work.insert(RoundAssignment, roll)
    await logDraws(work, round, plan)
    await askForLocks(work, round.id, scrutineerIds)
    return { subjects: subjects.length, voters, widenings }
  }

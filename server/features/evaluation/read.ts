import { type EvaluationRound, Person, RoundAssignment } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { quotaLabel } from '../../domain/evaluation/results'
import { voidCauses } from '../../domain/evaluation/voiding'
import { gradeScale, groupLabel, type RaterGroup, raterGroups } from '../../domain/scoring/terms'
import type { RoundEvent } from '../../domain/workflows/evaluationRound'
import type { BundleFolder } from '../../files/bundleFolder'
import { namesOf, withAccount } from '../organisation'
import { faceOf, historyOf, type RecordFace } from '../record'
import { allowedOf } from '../workflow'
import { withCountKept } from './countKept'
import { countVoters } from './countVoters'
import { mayTakeBundle } from './drawBundle'
import { isOffered, roundFlow } from './flow'
import { presentLocks } from './lockFacts'
import { isVoidAsked, keptBlock, lockBlock, voidBlock } from './lockGuards'
import { isRollOpen, missingSheets } from './missingSheets'
import { earliestVotingEnd } from './openVoting'
import { presentRound } from './present'
import { type KnownRound, requireRound, subjectsOf, templateOf } from './records'
import { withFacts } from './roundFacts'
import { missingScrutineers, readSuccessors, scrutineersNeeded, waitedFor } from './scrutineers'
import { figuresOf, mayConfirm, type StoredResult, storedResults, visibleTo } from './storedResults'
import { presentBox } from './strippedBox'
import { presentSlips } from './tearSlip'

const voidEvents: readonly string[] = ['askVoid', 'void', 'keepRound'] satisfies RoundEvent[]

/** While it is asked whether the round is void, nothing else is offered; and nobody decides what was not asked. */
const isVoidBlocked = (known: KnownRound, event: RoundEvent): boolean =>
  (voidEvents.includes(event) || isVoidAsked(known.record)) && Boolean(voidBlock(known, event))

const namingEvents: readonly string[] = ['freezeRoster', 'renameScrutineers'] satisfies RoundEvent[]

type RoundAnswer = Output<'round.read'>

/** What the facts of the round hide: only where they are all that speaks against it. */
const isNamingBlocked = (known: KnownRound, event: RoundEvent): boolean =>
  namingEvents.includes(event) && Boolean(roundFlow.blocked?.(known, event))

const lockEvents: readonly string[] = ['strip', 'confirmBox', 'tally'] satisfies RoundEvent[]

/** Steps of the other lock, and those that its round does not take. */
function isOthersLock(work: Work, known: KnownRound, event: RoundEvent): boolean {
  if (!lockEvents.includes(event)) return false
  return Boolean(lockBlock(known, event)) || !(waitedFor(known.record)?.includes(work.who.personId) ?? true)
}

function allowedNow(work: Work, known: KnownRound): string[] {
  const offered = allowedOf(roundFlow, known, work.who).filter(
    (event) =>
      !keptBlock(known, event) &&
      isOffered(work, known, event) &&
      !isNamingBlocked(known, event) &&
      !isOthersLock(work, known, event) &&
      !isVoidBlocked(known, event),
  )
  // The first grades open the review: for the reader it is one act.
  return offered.map((event) => (event === 'openReview' ? 'confirmGrades' : event))
}

/** Whose hand the round waits for (P1), by name: nobody's while the vote runs. */
async function roundFace(work: Work, known: KnownRound, full: KnownRound): Promise<RecordFace> {
  const history = await historyOf(work, roundFlow as never, known.record.id)
  return faceOf(work, roundFlow as never, full, history)
}

/** Who can be named 监票人 now: at the freeze, and where some have left. */
async function scrutineerCandidates(
  work: Work,
  known: KnownRound,
  allowed: readonly string[],
): Promise<RoundAnswer['committeeCandidates']> {
  if (!allowed.some((event) => namingEvents.includes(event))) return []
  const people = [...(await readSuccessors(work, known)).values()]
  const members = people.filter((person) => person.politicalStatus !== 'MASSES')
  return (members.length >= 2 ? members : people).map(({ personId, name }) => ({ personId, name }))
}

/** Numbers of ballots only (rules §4.6.4): who voted is nobody's business, what was voted cannot be read. */
async function readTurnout(work: Work, roundId: string): Promise<RoundAnswer['turnout']> {
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .select('roll.raterGroup', 'raterGroup')
    .addSelect("sum(case when roll.status <> 'STRUCK' then 1 else 0 end)", 'issued')
    .addSelect("sum(case when roll.status in ('VOTED', 'PAPER') then 1 else 0 end)", 'returned')
    .where('roll.roundId = :roundId', { roundId })
    .groupBy('roll.raterGroup')
    .getRawMany<{ raterGroup: RaterGroup; issued: number | string; returned: number | string }>()
  return raterGroups.flatMap((group) => {
    const row = rows.find((each) => each.raterGroup === group)
    return row
      ? [{ group, name: groupLabel('MEMBER', group), issued: Number(row.issued), returned: Number(row.returned) }]
      : []
  })
}

/** Names for the 书记 alone, and only of people no card can reach (rules §6.5). */
async function unreachableVoters(work: Work, round: EvaluationRound): Promise<string[]> {
  if (!isRollOpen(round) || !work.may('manageRound', round)) return []
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .select('distinct roll.voterId', 'voterId')
    .where("roll.roundId = :roundId and roll.status = 'ISSUED'", { roundId: round.id })
    .getRawMany<{ voterId: string }>()
  const reachable = await withAccount(
    work,
    rows.map((row) => row.voterId),
  )
  const names = await namesOf(
    work,
    Person,
    rows.flatMap(({ voterId }) => (reachable.has(voterId) ? [] : [voterId])),
  )
  return [...names.values()].sort((left, right) => left.localeCompare(right, 'zh-CN'))
}

/** Results as far as this reader may see them; null before the tally for everybody, whatever the office. */
function presentResults(
  work: Work,
  { record: round, campaign }: KnownRound,
  stored: readonly StoredResult[],
): RoundAnswer['results'] {
  const template = templateOf(campaign)
  const shown = stored.flatMap((one) => {
    const visible = visibleTo(work.who, round, one, template)
    return visible ? [{ one, visible }] : []
  })
  if (!shown.length) return null
  return shown.map(({ one, visible }) => ({
    subjectId: one.subject.id,
    kind: one.subject.kind,
    name: one.subject.name,
    departmentName: one.subject.departmentName,
    graded: one.result.graded,
    groups: one.result.groups.map(({ group }) => ({
      group,
      name: groupLabel(one.subject.kind, group),
      mean: visible.groups.find((each) => each.group === group)?.mean ?? null,
    })),
    total: visible.total,
    suggestedGrade: visible.suggestion,
    flags: [...visible.flags, ...(one.result.limitedByQuota ? [quotaLabel] : [])],
    confirmedGrade: visible.grade,
    confirmReason: one.row.confirmReason,
    mayConfirm: mayConfirm(work.who, round, one),
  }))
}

const presentVoiding = ({ voiding }: EvaluationRound): RoundAnswer['voiding'] =>
  voiding && {
    cause: voidCauses[voiding.cause],
    reason: voiding.reason,
    decided: voiding.decidedById !== undefined,
  }

/** One round for those who run, watch or supervise it. */
export const readRound =
  (bundles: BundleFolder) =>
  async (work: Work, { roundId }: Checked<'round.read'>): Promise<RoundAnswer> => {
    const found = await requireRound(work, roundId)
    const known = { ...found, record: withCountKept(bundles, found.record) }
    const { record: round, campaign } = known
    work.must('readRound', round)
    const subjects = await subjectsOf(work, roundId)
    const counts = await countVoters(work, [roundId])
    const names = await namesOf(work, Person, round.scrutineerIds)
    const [full = known] = await withFacts(work, [known])
    const stored = await storedResults(work, round, subjects, templateOf(campaign))
    const allowed = allowedNow(work, { ...known, goneIds: full.goneIds ?? new Set() })
    const named = (ids: readonly string[]) => ids.flatMap((personId) => names.get(personId) ?? [])
    return {
      round: presentRound(known, counts.get(roundId), work.today),
      basisNumber: campaign.basisNumber,
      templateVersion: campaign.templateVersion,
      allowed,
      face: await roundFace(work, known, full),
      committeeCandidates: await scrutineerCandidates(work, known, allowed),
      scrutineersToName: round.state === 'PREPARING' ? scrutineersNeeded : missingScrutineers(full),
      scrutineers: named(round.scrutineerIds),
      locks: await presentLocks(work, known, names),
      box: await presentBox(work, round),
      slips: await presentSlips(work, round),
      checksum: round.checksum,
      countKept: round.countKept,
      voiding: presentVoiding(round),
      subjects: subjects.map(({ id, kind, name, departmentName }) => ({ subjectId: id, kind, name, departmentName })),
      turnout: await readTurnout(work, roundId),
      unreachable: await unreachableVoters(work, round),
      widenings: round.widenings as string[],
      sheetsMissing: await missingSheets(work, round, subjects),
      results: presentResults(work, known, stored),
      mayTakeBundle: mayTakeBundle(work, known, stored),
      gradeChoices: {
        MEMBER: [...gradeScale('MEMBER')],
        SECRETARY: [...gradeScale('SECRETARY')],
        ORG: [...gradeScale('ORG')],
      },
      cap: figuresOf(round)?.cap ?? null,
      earliestVotingEnd: await earliestVotingEnd(work),
      returnReason: round.returnReason,
    }
  }

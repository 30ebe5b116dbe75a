import { type EvaluationRound, type RoundSubject, SubjectResult } from '../../../entities'
import type { Work } from '../../database/work'
import type { Salting } from '../../domain/bundle/bundle'
import { type ResultReader, visibleResult } from '../../domain/evaluation/anonymity'
import type { GroupResult, SubjectResult as Result, ResultFlag } from '../../domain/evaluation/results'
import type { RoundStatistics } from '../../domain/evaluation/roundStatistics'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import { bandOf } from '../../domain/scoring/suggestGrade'
import type { Grade, Suggestion } from '../../domain/scoring/terms'
import { gradedStates } from '../../domain/workflows/evaluationRound'
import { type Actor, holds } from '../../policy/actor'
import { stateOf } from './records'

/** Kept beside the flags of the tally: lowered by the 1/3 cap only (rules §4.4.6). */
export const limitedByQuota = 'LIMITED_BY_QUOTA'

/** What the round itself keeps of its tally. */
export interface RoundFigures extends RoundStatistics {
  talliedDay: string
  /** What the salts of its bundle are made from; without it the round was counted before there were any. */
  seed?: string
  /** Where the count was taken in from its bundle (takeInCount.ts): what of each group stands in that alone, by subject and group. */
  kept?: Record<string, { salt: string; struck: number }>
  /** Latest day of the meetings that gave grades so far; 完成日 once all are given. */
  lastMeetingDay?: string
}

export const figuresOf = (round: EvaluationRound): RoundFigures | null => round.statistics as RoundFigures | null

/** As kept figures are found. */
export const groupKey = ({ subjectKey, group }: { subjectKey: string; group: string }): string =>
  `${subjectKey} ${group}`

/** Where the salts of the round's bundle come from; null where it has none. */
export function saltingOf(round: EvaluationRound): Salting | null {
  const { kept, seed } = figuresOf(round) ?? {}
  return kept ? (group) => kept[groupKey(group)]?.salt ?? '' : (seed ?? null)
}

export interface StoredResult {
  subject: RoundSubject
  row: SubjectResult
  result: Result
}

/** Flags that say more than "a group fell out of the total". */
const otherFlags: readonly ResultFlag[] = ['MASSES_FLOOR', 'VETO', 'NO_RESULT']

/** The tally's result again, from its row. */
function restore(subject: RoundSubject, row: SubjectResult, template: EvaluationTemplate): Result {
  const flags = row.flags.filter((flag) => flag !== limitedByQuota) as ResultFlag[]
  const total = row.totalHundredths
  const graded = Boolean(subject.graded)
  return {
    key: subject.subjectKey,
    kind: subject.kind,
    personId: subject.personId,
    graded,
    groups: row.groups as GroupResult[],
    total,
    band: total === null || !graded ? null : bandOf(total, template.subjects[subject.kind].bands),
    suggestion: row.suggestedGrade as Suggestion | null,
    flags,
    weightsAdjusted: flags.some((flag) => !otherFlags.includes(flag)),
    limitedByQuota: row.flags.includes(limitedByQuota),
  }
}

/** Results of a counted round in the order of the frozen list; empty before the tally, there are none to read. */
export async function storedResults(
  work: Work,
  round: EvaluationRound,
  subjects: RoundSubject[],
  template: EvaluationTemplate,
): Promise<StoredResult[]> {
  const rows = await work.manager.findBy(SubjectResult, { roundId: round.id })
  const byId = new Map(rows.map((row) => [row.subjectId, row]))
  return subjects.flatMap((subject) => {
    const row = byId.get(subject.id)
    return row ? [{ subject, row, result: restore(subject, row, template) }] : []
  })
}

/** In what capacity the actor reads results of the round; null = in none. */
export function readerOf(actor: Actor, round: EvaluationRound): ResultReader | null {
  if (holds(actor, ['BRANCH_SECRETARY'], round.branchId)) return 'BRANCH_SECRETARY'
  if (holds(actor, ['BRANCH_COMMITTEE'], round.branchId)) return 'BRANCH_COMMITTEE'
  if (holds(actor, ['HQ_OFFICE'])) return 'HQ_OFFICE'
  return holds(actor, ['HQ_COMMITTEE']) ? 'HQ_COMMITTEE' : null
}

/** Whether this is a grade 机关党委 gives in the committee's place: the 书记's own, while the 支委会 is at it. */
export const isForSuperiors = (actor: Actor, round: EvaluationRound, subject: RoundSubject): boolean =>
  holds(actor, ['HQ_COMMITTEE']) &&
  round.state === 'COMMITTEE_REVIEW' &&
  subject.personId !== null &&
  subject.personId === round.secretaryId

/** The part of the result this actor may read now (rules §4.6.4, §4.6.8); null = nothing. */
export function visibleTo(actor: Actor, round: EvaluationRound, stored: StoredResult, template: EvaluationTemplate) {
  const { subject, row, result } = stored
  const grade = row.confirmedGrade as Grade | null
  const reader = readerOf(actor, round)
  const state = stateOf(round)
  const visible = reader && visibleResult(reader, state, result, grade, template.anonymity)
  if (visible || !isForSuperiors(actor, round, subject)) return visible
  return visibleResult('BRANCH_COMMITTEE', state, result, grade, template.anonymity)
}

/** Whether the actor may give this subject's grade now; one's own never (rules §2.2). */
export function mayConfirm(actor: Actor, round: EvaluationRound, { subject, result }: StoredResult): boolean {
  if (result.band === null || subject.personId === actor.personId) return false
  if (!(gradedStates as readonly string[]).includes(round.state)) return false
  const committee = holds(actor, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'], round.branchId)
  return committee || isForSuperiors(actor, round, subject)
}

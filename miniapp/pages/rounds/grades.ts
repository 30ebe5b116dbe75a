// The software suggests, the 支委会 confirms (rules §4.4.5–6, D9). The server judges again; this file only counts along.
import type { Input, Output } from '../../../server/contract'
import { flagLabels, type ResultFlag } from '../../../server/domain/evaluation/results'
import { formatHundredths } from '../../../server/domain/scoring/hundredths'
import { gradeLabels, type Suggestion } from '../../../server/domain/scoring/terms'
import { countCharacters } from '../../../server/domain/wording/characters'

type Round = Output<'round.read'>
export type SubjectResult = NonNullable<Round['results']>[number]
export type GradeChoices = Round['gradeChoices']
export type Decision = Input<'round.confirm'>['decisions'][number]

export interface GradeRow {
  subjectId: string
  grade: string
  reason: string
}

export interface Meeting {
  heldDay: string
  dueCount: string
  presentCount: string
  minutesNumber: string
}

const leastReasonCharacters = 5

export const gradeName = (grade: string | null): string =>
  grade === null ? '—' : (gradeLabels[grade as Suggestion] ?? grade)

export const flagSentence = (flag: string): string => flagLabels[flag as ResultFlag] ?? flag

export const score = (hundredths: number | null): string => (hundredths === null ? '—' : formatHundredths(hundredths))

const excellent = '优秀'
export const isExcellent = (grade: string | null): boolean => gradeName(grade) === excellent

/** Flags that take a rater group out of the total; the committee then writes why it holds to the grade all the same. */
const adjusts = (flag: string): boolean => !['MASSES_FLOOR', 'VETO', 'NO_RESULT'].includes(flag) && flag in flagLabels

export const weightsAdjusted = (result: SubjectResult): boolean => result.flags.some(adjusts)

/** Nothing preselected where the software proposes nothing (a tie at the share): a default would be a decision. */
export const firstRow = (result: SubjectResult, choices: GradeChoices): GradeRow => {
  const proposed = result.confirmedGrade ?? result.suggestedGrade ?? ''
  const offered = choices[result.kind].some((choice) => choice === proposed)
  return { subjectId: result.subjectId, grade: offered ? proposed : '', reason: result.confirmReason ?? '' }
}

export const needsReason = (result: SubjectResult, row: GradeRow): boolean =>
  row.grade !== '' && (gradeName(row.grade) !== gradeName(result.suggestedGrade) || weightsAdjusted(result))

export const lacksReason = (result: SubjectResult, row: GradeRow): boolean =>
  needsReason(result, row) && countCharacters(row.reason) < leastReasonCharacters

/** Not yet decided, or decided otherwise before. */
export const isFresh = ({ confirmedGrade, confirmReason }: SubjectResult, row: GradeRow): boolean =>
  confirmedGrade === null || row.grade !== confirmedGrade || row.reason.trim() !== (confirmReason ?? '')

/** 优秀 of members, those already confirmed by others included (own grade, grades of an earlier meeting). */
export const countExcellent = (results: readonly SubjectResult[], rows: ReadonlyMap<string, GradeRow>): number =>
  results.filter(
    (result) =>
      result.kind === 'MEMBER' &&
      isExcellent(result.mayConfirm ? (rows.get(result.subjectId)?.grade ?? null) : result.confirmedGrade),
  ).length

/** A written head count, null while it is none. Full-width digits come from Chinese keyboards. */
export const toCount = (written: string): number | null => {
  const digits = written.normalize('NFKC').trim()
  return /^\d{1,3}$/.test(digits) ? Number(digits) : null
}

/** Half of those due is enough: 「半数以上」 includes the number itself (民法典 1259). */
export const meetingHolds = (meeting: Meeting): boolean => {
  const due = toCount(meeting.dueCount)
  const present = toCount(meeting.presentCount)
  return due !== null && present !== null && due > 0 && present <= due && present * 2 >= due
}

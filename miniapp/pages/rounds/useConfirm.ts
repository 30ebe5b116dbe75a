import { computed } from 'vue'
import type { FieldProblem } from '../../api/refused'
import { mySession } from '../../client/session'
import { type Form, missingIn, useForm } from '../../composables/useForm'
import {
  countExcellent,
  type Decision,
  firstRow,
  type GradeRow,
  isFresh,
  lacksReason,
  type Meeting,
  meetingHolds,
  needsReason,
  type SubjectResult,
  toCount,
  weightsAdjusted,
} from './grades'
import type { Round } from './roundSteps'
import { confirmTexts } from './stageTexts'
import type { RoundModel } from './useRound'

interface Written {
  meeting: Meeting
  rows: Record<string, GradeRow>
}

const nothingWritten = (today: string): Written => ({
  meeting: { heldDay: today, dueCount: '', presentCount: '', minutesNumber: '' },
  rows: {},
})

/** What the minutes lack, and a meeting that could decide nothing (支部工作条例). */
const meetingProblems = (meeting: Meeting): FieldProblem[] => {
  const counts = (['dueCount', 'presentCount'] as const)
    .filter((field) => toCount(meeting[field]) === null)
    .map((field) => ({ field, code: 'page.missing', sentence: confirmTexts.missingCount }))
  const few = { field: 'presentCount', code: 'page.few', sentence: confirmTexts.tooFew }
  return [
    ...missingIn(meeting, ['heldDay', 'minutesNumber'], confirmTexts.missing),
    ...counts,
    ...(counts.length === 0 && !meetingHolds(meeting) ? [few] : []),
  ]
}

/** The field of a subject's grade; that of its reason has the subject's id alone. */
const gradeField = (subjectId: string): string => `grade.${subjectId}`

/** Why a grade cannot be chosen here, or ''. */
const closedBecause = (result: SubjectResult, myName: string): string => {
  if (result.mayConfirm || !result.graded || result.confirmedGrade !== null) return ''
  if (result.total === null) return confirmTexts.noResult
  return result.name === myName ? confirmTexts.own : confirmTexts.others
}

const mineOf = ({ results }: Round): SubjectResult[] => (results ?? []).filter(({ mayConfirm }) => mayConfirm)
const rowIn = ({ gradeChoices }: Round, { rows }: Written, result: SubjectResult): GradeRow =>
  rows[result.subjectId] ?? firstRow(result, gradeChoices)

/** Everything that still has to be written before these decisions can be sent. */
const problemsOf = (round: Round, written: Written): FieldProblem[] => {
  const rows = mineOf(round).map((result) => ({ result, row: rowIn(round, written, result) }))
  const open = rows.filter(({ row }) => row.grade === '')
  const short = rows.filter(({ result, row }) => lacksReason(result, row))
  return [
    ...(rows.some(({ result, row }) => isFresh(result, row)) ? meetingProblems(written.meeting) : []),
    ...open.map(({ row }) => ({
      field: gradeField(row.subjectId),
      code: 'page.missing',
      sentence: confirmTexts.chooseGrade,
    })),
    ...short.map(({ row }) => ({ field: row.subjectId, code: 'page.short', sentence: confirmTexts.short })),
  ]
}

/** The grades as they stand on the page: written now, confirmed before, or proposed. */
const useGradeRows = (round: Round, written: Form<Written>['form']) => {
  const results = round.results ?? []
  const mine = mineOf(round)
  const rowOf = (result: SubjectResult): GradeRow => rowIn(round, written.value, result)
  return {
    mine,
    rowOf,
    withoutGrade: computed(() => mine.filter((result) => rowOf(result).grade === '')),
    withoutReason: computed(() => mine.filter((result) => lacksReason(result, rowOf(result)))),
    // What an earlier part of the meeting decided stays its own decision; only new and changed grades are sent.
    fresh: computed(() => mine.filter((result) => isFresh(result, rowOf(result)))),
    excellent: computed(() =>
      countExcellent(results, new Map(mine.map((result) => [result.subjectId, rowOf(result)]))),
    ),
    write: (result: SubjectResult, change: Partial<GradeRow>): void => {
      written.value.rows = { ...written.value.rows, [result.subjectId]: { ...rowOf(result), ...change } }
    },
  }
}

const toInput = (model: RoundModel, round: Round, meeting: Meeting, decisions: Decision[]) => ({
  roundId: model.roundId,
  meeting: {
    heldDay: meeting.heldDay,
    dueCount: toCount(meeting.dueCount) ?? 0,
    presentCount: toCount(meeting.presentCount) ?? 0,
    minutesNumber: meeting.minutesNumber,
  },
  decisions,
  revision: round.round.revision,
})

/** The meeting's decisions (D9): every grade is chosen by people; drafts survive a reload of the page. */
export const useConfirm = (model: RoundModel, round: Round) => {
  const { name, today } = mySession()
  const form = useForm({
    name: `grades.${model.roundId}`,
    fresh: () => nothingWritten(today),
    find: (written) => problemsOf(round, written),
    sending: model.sending,
  })
  const grades = useGradeRows(round, form.form)
  const { rowOf, fresh } = grades
  const meeting = computed(() => form.form.value.meeting)

  const submit = async (): Promise<void> => {
    if (!form.complete() || fresh.value.length === 0) return
    const decisions = fresh.value.map((result): Decision => {
      const row = rowOf(result)
      return { ...row, reason: needsReason(result, row) ? row.reason : '' }
    })
    await model.sending.send('round.confirm', toInput(model, round, meeting.value, decisions), async (answer) => {
      form.sent()
      await model.finish(answer.completed ? confirmTexts.completed : confirmTexts.waiting(answer.waitingFor.join('、')))
    })
  }
  const reasonHelp = (result: SubjectResult): string => {
    if (!needsReason(result, rowOf(result))) return ''
    return weightsAdjusted(result) ? confirmTexts.adjusted : confirmTexts.differs
  }
  const problemOf = ({ subjectId }: SubjectResult): string => form.problemOf(subjectId)
  const gradeProblemOf = ({ subjectId }: SubjectResult): string => form.problemOf(gradeField(subjectId))

  const meetingComplete = computed(() => meetingProblems(meeting.value).length === 0)
  const closed = (result: SubjectResult): string => closedBecause(result, name)
  return {
    ...grades,
    model: form,
    meeting,
    meetingComplete,
    closedBecause: closed,
    reasonHelp,
    problemOf,
    gradeProblemOf,
    submit,
  }
}

export type ConfirmForm = ReturnType<typeof useConfirm>

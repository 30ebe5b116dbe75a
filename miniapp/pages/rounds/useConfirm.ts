import { computed, ref } from 'vue'
import { mySession } from '../../client/session'
import { type Draft, draftName, useDraft } from '../../composables/useDraft'
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
import { confirmTexts } from './texts'
import type { RoundModel } from './useRound'

interface Written {
  meeting: Meeting
  rows: Record<string, GradeRow>
}

const nothingWritten = (today: string): Written => ({
  meeting: { heldDay: today, dueCount: '', presentCount: '', minutesNumber: '' },
  rows: {},
})

const isComplete = (meeting: Meeting): boolean =>
  meeting.heldDay !== '' && meeting.minutesNumber.trim() !== '' && meetingHolds(meeting)

/** Why a grade cannot be chosen here, or ''. */
const closedBecause = (result: SubjectResult, myName: string): string => {
  if (result.mayConfirm || !result.graded || result.confirmedGrade !== null) return ''
  if (result.total === null) return confirmTexts.noResult
  return result.name === myName ? confirmTexts.own : confirmTexts.others
}

/** The grades as they stand on the page: written now, confirmed before, or proposed. */
const useGradeRows = (round: Round, written: Draft<Written>['value']) => {
  const results = round.results ?? []
  const mine = results.filter((result) => result.mayConfirm)
  const rowOf = (result: SubjectResult): GradeRow =>
    written.value.rows[result.subjectId] ?? firstRow(result, round.gradeChoices)
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
  const { personId, name, today } = mySession()
  const draft = useDraft<Written>(draftName(personId, `grades.${model.roundId}`), nothingWritten(today))
  const tried = ref(false)
  const grades = useGradeRows(round, draft.value)
  const { rowOf, withoutGrade, withoutReason, fresh } = grades
  const meeting = computed(() => draft.value.value.meeting)

  const submit = async (): Promise<void> => {
    tried.value = true
    const open = withoutGrade.value.length + withoutReason.value.length
    if (open > 0 || fresh.value.length === 0 || !isComplete(meeting.value)) return
    const decisions = fresh.value.map((result): Decision => {
      const row = rowOf(result)
      return { ...row, reason: needsReason(result, row) ? row.reason : '' }
    })
    await model.sending.send('round.confirm', toInput(model, round, meeting.value, decisions), async (answer) => {
      draft.clear(nothingWritten(today))
      tried.value = false
      await model.finish(answer.completed ? confirmTexts.completed : confirmTexts.waiting(answer.waitingFor.join('、')))
    })
  }
  const reasonHelp = (result: SubjectResult): string => {
    if (!needsReason(result, rowOf(result))) return ''
    return weightsAdjusted(result) ? confirmTexts.adjusted : confirmTexts.differs
  }
  const problemOf = (result: SubjectResult): string =>
    model.sending.problemOf(result.subjectId) ||
    (tried.value && lacksReason(result, rowOf(result)) ? confirmTexts.short : '')

  const meetingComplete = computed(() => isComplete(meeting.value))
  const closed = (result: SubjectResult): string => closedBecause(result, name)
  return { ...grades, meeting, meetingComplete, tried, closedBecause: closed, reasonHelp, problemOf, submit }
}

export type ConfirmForm = ReturnType<typeof useConfirm>

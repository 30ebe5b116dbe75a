import { computed, ref } from 'vue'
import { mySession } from '../../client/session'
import { draftName, useDraft } from '../../composables/useDraft'
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
import type { RoundDesk } from './useRound'

interface Written {
  meeting: Meeting
  rows: Record<string, GradeRow>
}

const noMeeting: Meeting = { heldDay: '', dueCount: '', presentCount: '', minutesNumber: '' }

/** The meeting's decisions (D9): every grade is chosen by people; drafts survive a reload of the page. */
export const useConfirm = (desk: RoundDesk, round: Round) => {
  const { personId, name, today } = mySession()
  const draft = useDraft<Written>(draftName(personId, `grades.${desk.roundId}`), {
    meeting: { ...noMeeting, heldDay: today },
    rows: {},
  })
  const tried = ref(false)
  const written = draft.value
  const results = round.results ?? []
  const mine = results.filter((result) => result.mayConfirm)
  const rows = computed(
    () =>
      new Map(
        mine.map((result) => [
          result.subjectId,
          written.value.rows[result.subjectId] ?? firstRow(result, round.gradeChoices),
        ]),
      ),
  )
  const rowOf = (result: SubjectResult): GradeRow =>
    rows.value.get(result.subjectId) ?? firstRow(result, round.gradeChoices)
  const withoutGrade = computed(() => mine.filter((result) => rowOf(result).grade === ''))
  const withoutReason = computed(() => mine.filter((result) => lacksReason(result, rowOf(result))))
  // What an earlier part of the meeting decided stays its own decision; only new and changed grades are sent.
  const fresh = computed(() => mine.filter((result) => isFresh(result, rowOf(result))))
  const meeting = computed(() => written.value.meeting)
  const meetingComplete = computed(
    () => meeting.value.heldDay !== '' && meeting.value.minutesNumber.trim() !== '' && meetingHolds(meeting.value),
  )

  const submit = async (): Promise<void> => {
    tried.value = true
    if (withoutGrade.value.length + withoutReason.value.length > 0 || !meetingComplete.value) return
    const { heldDay, dueCount, presentCount, minutesNumber } = meeting.value
    if (fresh.value.length === 0) return
    const decisions: Decision[] = fresh.value.map((result) => {
      const { subjectId, grade, reason } = rowOf(result)
      return { subjectId, grade, reason: needsReason(result, { subjectId, grade, reason }) ? reason : '' }
    })
    const input = {
      roundId: desk.roundId,
      meeting: { heldDay, dueCount: toCount(dueCount) ?? 0, presentCount: toCount(presentCount) ?? 0, minutesNumber },
      decisions,
      revision: round.round.revision,
    }
    await desk.sending.send('round.confirm', input, async ({ completed, waitingFor }) => {
      draft.clear({ meeting: { ...noMeeting, heldDay: today }, rows: {} })
      await desk.finish(completed ? confirmTexts.completed : confirmTexts.waiting(waitingFor.join('、')))
    })
  }

  return {
    meeting,
    mine,
    rowOf,
    withoutGrade,
    withoutReason,
    fresh,
    meetingComplete,
    tried,
    excellent: computed(() => countExcellent(results, rows.value)),
    write: (result: SubjectResult, change: Partial<GradeRow>): void => {
      written.value.rows = { ...written.value.rows, [result.subjectId]: { ...rowOf(result), ...change } }
    },
    /** Why a grade cannot be chosen here, or ''. */
    closedBecause: (result: SubjectResult): string => {
      if (result.mayConfirm || !result.graded || result.confirmedGrade !== null) return ''
      if (result.total === null) return confirmTexts.noResult
      return result.name === name ? confirmTexts.own : confirmTexts.others
    },
    reasonHelp: (result: SubjectResult): string => {
      if (!needsReason(result, rowOf(result))) return ''
      return weightsAdjusted(result) ? confirmTexts.adjusted : confirmTexts.differs
    },
    problemOf: (result: SubjectResult): string =>
      desk.sending.problemOf(result.subjectId) ||
      (tried.value && lacksReason(result, rowOf(result)) ? confirmTexts.short : ''),
    submit,
  }
}

export type ConfirmForm = ReturnType<typeof useConfirm>

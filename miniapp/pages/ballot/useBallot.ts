import { computed, ref, watch } from 'vue'
import { mySession } from '../../client/session'
import { useAction } from '../../composables/useAction'
import { draftName, useDraft } from '../../composables/useDraft'
import { submit, useQueue } from '../../composables/useQueue'
import {
  type Answers,
  ballotsOf,
  firstOpen,
  itemsFor,
  itemsLeft,
  keyOf,
  marksOf,
  type Sheet,
  subjectsDone,
} from './sheet'
import { texts } from './texts'

export type Screen = 'explain' | 'subject' | 'review' | 'done'

/** Refusals after which nothing can be cast in this round any more. */
export const endedCodes = new Set(['ballot.votingClosed', 'ballot.alreadyCast', 'ballot.notOnRoll'])
export const ballotDraft = (roundId: string): string => draftName(mySession().personId, `ballot.${roundId}`)

/** From the explanation past everyone to the review, and back. */
const useWalk = (total: number) => {
  const screen = ref<Screen>('explain')
  const index = ref(0)
  watch([screen, index], () => window.scrollTo({ top: 0 }))
  const open = (position: number): void => {
    index.value = position
    screen.value = 'subject'
  }
  const next = (): void => {
    if (index.value < total - 1) index.value++
    else screen.value = 'review'
  }
  const previous = (): void => {
    if (index.value > 0) index.value--
    else screen.value = 'explain'
  }
  return { screen, index, open, next, previous }
}

/**
 * The walk through one sheet: explanation, one person a screen, review, one submission. Answers live on this phone
 * only, and go with the confirmed submission (rules §4.6).
 */
export const useBallot = (roundId: string, sheet: Sheet) => {
  const slot = `ballot.${roundId}`
  const name = ballotDraft(roundId)
  const { value: kept, clear } = useDraft<{ answers: Answers }>(name, { answers: {} })
  const queue = useQueue()
  const action = useAction()
  const { screen, index, open, next, previous } = useWalk(sheet.subjects.length)
  const waiting = computed(() => queue.isWaiting(slot))
  const subject = computed(() => sheet.subjects[index.value])
  const done = computed(() => subjectsDone(sheet, kept.value.answers))
  const total = sheet.subjects.length

  const marks = computed(() => (subject.value ? marksOf(sheet, kept.value.answers, subject.value) : []))
  const items = computed(() => (subject.value ? itemsFor(sheet, subject.value) : []))
  const mark = (item: number, value: string): void => {
    if (!subject.value) return
    const changed = [...marks.value]
    changed[item] = value
    kept.value.answers[keyOf(subject.value)] = changed
  }
  const leftFor = (position: number): number => {
    const other = sheet.subjects[position]
    return other ? itemsLeft(sheet, kept.value.answers, other) : 0
  }
  const begin = (): void => open(firstOpen(sheet, kept.value.answers))
  const finish = (): void => {
    clear({ answers: {} })
    screen.value = 'done'
  }
  const send = async (): Promise<void> => {
    await action.run(cast)
    // Refused for good: these answers can never be handed in, so they must not stay on the phone.
    if (endedCodes.has(action.refusal.value?.code ?? '')) clear({ answers: {} })
  }
  const cast = async (): Promise<void> => {
    const submitted = await submit({
      name: 'ballot.cast',
      input: { roundId, ballots: ballotsOf(sheet, kept.value.answers) },
      slot,
      title: texts.taskTitle,
      path: `/ballot/${roundId}`,
      draftName: name,
      giveBack: null,
    })
    if (submitted.kind === 'sent') finish()
  }
  watch(queue.confirmed, (confirmed) => {
    if (confirmed?.slot === slot) finish()
  })
  return {
    screen,
    index,
    subject,
    items,
    marks,
    mark,
    done,
    total,
    leftFor,
    open,
    begin,
    next,
    previous,
    send,
    action,
    waiting,
  }
}

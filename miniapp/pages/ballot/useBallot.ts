import { computed, onBeforeUnmount, ref, watch } from 'vue'
import { call } from '../../api/call'
import { newId } from '../../api/newId'
import { mySession } from '../../client/session'
import { fetchLater } from '../../composables/later'
import { useAction } from '../../composables/useAction'
import { keptLater } from '../../keeping/later'
import {
  type Answers,
  ballotsOf,
  canSeal,
  firstOpen,
  itemsFor,
  itemsLeft,
  keyOf,
  marksOf,
  type Sheet,
  sealing,
  subjectsDone,
} from './sheet'

export type Screen = 'explain' | 'subject' | 'review' | 'done'

/** Refusals after which nothing can be cast in this round any more. */
export const endedCodes = new Set(['ballot.votingClosed', 'ballot.alreadyCast', 'ballot.notOnRoll'])

interface Unsent {
  answers: Answers
  /** The Idempotency-Key of these answers: pressed again after a lost answer, they are the same submission. */
  key: string
}

/**
 * Answers that were chosen and not handed in, by person and round: in this page's memory and nowhere else, so that nobody
 * who has the phone later reads who gave what (rules §4.6). Leaving the ballot for another page keeps them, a reload does not.
 */
const unsent = new Map<string, Unsent>()
const placeOf = (roundId: string): string => `${mySession().personId}.${roundId}`
export const forgetAnswers = (roundId: string): void => void unsent.delete(placeOf(roundId))

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

/** Asks before a reload or a closed window takes the answers along. */
const useGuard = (isEmpty: () => boolean): void => {
  const ask = (event: BeforeUnloadEvent): void => {
    if (!isEmpty()) event.preventDefault()
  }
  window.addEventListener('beforeunload', ask)
  onBeforeUnmount(() => window.removeEventListener('beforeunload', ask))
}

/**
 * The walk through one sheet: explanation, one person a screen, review, one submission, which needs the network. Answers
 * go with the confirmed submission.
 */
export const useBallot = (roundId: string, sheet: Sheet) => {
  const before = unsent.get(placeOf(roundId))
  const answers = ref<Answers>(before?.answers ?? {})
  let key = before?.key ?? newId()
  let sealed: { key: string; ballots: Awaited<ReturnType<typeof ballotsOf>> } | null = null
  const hold = (): void => void unsent.set(placeOf(roundId), { answers: answers.value, key })
  // At hand before it is needed.
  if (canSeal(sheet)) fetchLater(sealing)
  useGuard(() => screen.value === 'done' || Object.keys(answers.value).length === 0)
  const action = useAction()
  const { screen, index, open, next, previous } = useWalk(sheet.subjects.length)
  const subject = computed(() => sheet.subjects[index.value])
  const done = computed(() => subjectsDone(sheet, answers.value))
  const total = sheet.subjects.length

  const marks = computed(() => (subject.value ? marksOf(sheet, answers.value, subject.value) : []))
  const items = computed(() => (subject.value ? itemsFor(sheet, subject.value) : []))
  const mark = (item: number, value: string): void => {
    if (!subject.value) return
    const changed = [...marks.value]
    changed[item] = value
    answers.value[keyOf(subject.value)] = changed
    key = newId()
    hold()
  }
  const leftFor = (position: number): number => {
    const other = sheet.subjects[position]
    return other ? itemsLeft(sheet, answers.value, other) : 0
  }
  const begin = (): void => open(firstOpen(sheet, answers.value))
  const clear = (): void => {
    answers.value = {}
    key = newId()
    forgetAnswers(roundId)
  }
  const send = async (): Promise<void> => {
    await action.run(cast)
    // Refused for good: these answers can never be handed in, so they must not stay on the phone.
    if (endedCodes.has(action.refusal.value?.code ?? '')) clear()
  }
  const cast = async (): Promise<void> => {
    // Sealed once: pressed again after a lost answer, it is the very same envelopes.
    const ballots = sealed?.key === key ? sealed.ballots : await ballotsOf(roundId, sheet, answers.value)
    sealed = { key, ballots }
    await call('ballot.cast', { roundId, ballots }, { key })
    clear()
    // A sheet that is cast is never shown again, whether there is a network or not.
    void keptLater().then(({ forgetAnswer }) => forgetAnswer('ballot.sheet', { roundId }))
    screen.value = 'done'
  }
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
  }
}

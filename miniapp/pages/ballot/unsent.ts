import { onBeforeUnmount, type Ref, ref } from 'vue'
import { newId } from '../../api/newId'
import { mySession } from '../../client/session'
import { keptLater } from '../../keeping/later'
import { type Answers, answersFor, hasCrypto, type Sheet } from './sheet'

interface Unsent {
  answers: Answers
  /** The Idempotency-Key of these answers: pressed again after a lost answer, they are the same submission. */
  key: string
}

/** In this page's memory, by person and name: what the phone cannot keep outlives at least a look at another page. */
const inMemory = new Map<string, Unsent>()
const placeOf = (name: string): string => `${mySession().personId}.${name}`

export const ballotName = (roundId: string): string => `ballot.${roundId}`
export const tableName = (roundId: string): string => `table.${roundId}`

/** Nothing that was chosen in this round stays. */
export const forgetAnswers = (name: string): void => {
  inMemory.delete(placeOf(name))
  if (hasCrypto()) void keptLater().then(({ sealedDrafts }) => sealedDrafts.forget(name))
}

/** Asks before a reload or a closed window takes along what is kept nowhere. */
const useGuard = (atRisk: () => boolean): void => {
  const ask = (event: BeforeUnloadEvent): void => {
    if (atRisk()) event.preventDefault()
  }
  window.addEventListener('beforeunload', ask)
  onBeforeUnmount(() => window.removeEventListener('beforeunload', ask))
}

export interface Choices {
  answers: Ref<Answers>
  /** False until it is known what was chosen before. */
  ready: Readonly<Ref<boolean>>
  /** Whether they are found again after a reload. */
  keeps: Readonly<Ref<boolean>>
  key: () => string
  mark: (ballot: string, marks: string[]) => void
  /** Several at once, kept in one go. */
  markAll: (changes: Answers) => void
  clear: () => void
}

/**
 * What was chosen and not handed in: in this page's memory, and on the phone only sealed to its own key (rules §4.6.5), so that
 * nobody who has the phone later reads who gave what. A second window of the same person follows.
 */
export const useChoices = (name: string, sheet: Sheet): Choices => {
  const place = placeOf(name)
  const before = inMemory.get(place)
  const answers = ref<Answers>(before?.answers ?? {})
  const ready = ref(before !== undefined)
  const keeps = ref(hasCrypto())
  let key = before?.key ?? newId()
  let gone = false
  let stop = (): void => undefined

  const take = (value: unknown): void => {
    const found = value as Unsent | null
    const fitting = found && answersFor(sheet, found.answers)
    if (!fitting || gone) return
    key = found.key
    answers.value = fitting
    inMemory.set(place, { answers: fitting, key })
  }
  const attach = async (): Promise<void> => {
    if (!hasCrypto()) return
    const { keeping, sealedDrafts } = await keptLater()
    await sealedDrafts.clean(mySession().today)
    const kept = await sealedDrafts.read(name)
    // What was chosen by now counts.
    if (Object.keys(answers.value).length === 0) take(kept)
    if (!gone) stop = keeping.whenChangedElsewhere(() => void sealedDrafts.read(name).then(take))
  }
  void attach().finally(() => {
    ready.value = true
  })
  onBeforeUnmount(() => {
    gone = true
    stop()
  })

  const hold = async (): Promise<void> => {
    key = newId()
    const held: Unsent = { answers: answers.value, key }
    inMemory.set(place, held)
    if (!hasCrypto()) return
    const { sealedDrafts } = await keptLater()
    if (inMemory.get(place) === held) keeps.value = await sealedDrafts.write(name, held, sheet.votingToDay)
  }
  useGuard(() => !keeps.value && Object.keys(answers.value).length > 0)
  const markAll = (changes: Answers): void => {
    answers.value = { ...answers.value, ...changes }
    void hold()
  }
  return {
    answers,
    ready,
    keeps,
    key: () => key,
    mark: (ballot, marks) => markAll({ [ballot]: marks }),
    markAll,
    clear: () => {
      answers.value = {}
      key = newId()
      forgetAnswers(name)
    },
  }
}

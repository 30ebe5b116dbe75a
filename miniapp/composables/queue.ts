import { computed, type Ref, ref, shallowRef } from 'vue'
import type { CallName } from '../../server/contract'
import { newId } from '../api/newId'
import { Refused, Unreachable } from '../api/refused'
import type { KeptStore } from './keptStore'

/** One thing a person has sent off, kept until the server has answered. */
export interface Pending {
  /** The Idempotency-Key of every try. */
  key: string
  name: CallName
  input: unknown
  /** Where it came from; a second submission from the same slot waits for the first. */
  slot: string
  title: string
  path: string
  /** The draft that is forgotten when it is confirmed; '' where the form has moved on to its next entry. */
  draftName: string
  /** For a form that has moved on: the draft to give back when a later try is refused. */
  giveBack: { draftName: string; draft: unknown } | null
}
export interface TurnedDown {
  title: string
  path: string
  sentence: string
}
export type Sending = (name: CallName, input: unknown, key: string, patient: boolean) => Promise<unknown>
export type Sent = { kind: 'sent'; answer: unknown } | { kind: 'waiting' }
export interface Confirmed {
  slot: string
  answer: unknown
}

export interface Queue {
  waiting: Ref<Pending[]>
  turnedDown: Ref<TurnedDown[]>
  /** The last submission the server has confirmed, for pages that show its effect. */
  confirmed: Ref<Confirmed | null>
  isWaiting: (slot: string) => boolean
  open: (personId: string) => void
  submit: (pending: Omit<Pending, 'key'>) => Promise<Sent>
  flush: () => Promise<void>
  dismiss: (index: number) => void
}

// A session that has lapsed is no answer to the submission: after the login it is sent again.
const keepsWaiting = (fault: unknown): boolean =>
  fault instanceof Unreachable || (fault instanceof Refused && fault.status === 401)

/**
 * Submissions that survive a bad network and a reload. Each is written down before the first try, sent under one
 * Idempotency-Key until the server answers, and forgotten then: nothing lost, nothing doubled.
 */
export const createQueue = (store: KeptStore, send: Sending): Queue => {
  const waiting = shallowRef<Pending[]>([])
  const turnedDown = ref<TurnedDown[]>([])
  const confirmed = shallowRef<Confirmed | null>(null)
  const underWay = new Map<string, Promise<Sent>>()
  let listName = ''

  const keep = (list: Pending[]): void => {
    waiting.value = list
    if (list.length > 0) store.write(listName, list)
    else store.remove(listName)
  }
  const forget = (key: string): void => keep(waiting.value.filter((pending) => pending.key !== key))
  const attempt = async (pending: Pending, patient: boolean): Promise<Sent> => {
    try {
      const answer = await send(pending.name, pending.input, pending.key, patient)
      forget(pending.key)
      if (pending.draftName) store.remove(pending.draftName)
      confirmed.value = { slot: pending.slot, answer }
      return { kind: 'sent', answer }
    } catch (fault) {
      if (keepsWaiting(fault)) return { kind: 'waiting' }
      forget(pending.key)
      throw fault
    }
  }
  const trySending = (pending: Pending, patient: boolean): Promise<Sent> => {
    const already = underWay.get(pending.key)
    if (already) return already
    const trying = attempt(pending, patient).finally(() => underWay.delete(pending.key))
    underWay.set(pending.key, trying)
    return trying
  }
  const retry = async (pending: Pending): Promise<void> => {
    try {
      await trySending(pending, false)
    } catch (fault) {
      const { giveBack } = pending
      if (giveBack && store.read(giveBack.draftName) === null) store.write(giveBack.draftName, giveBack.draft)
      const sentence = fault instanceof Refused ? fault.sentence : ''
      turnedDown.value = [...turnedDown.value, { title: pending.title, path: pending.path, sentence }]
    }
  }

  return {
    waiting: computed(() => waiting.value) as Ref<Pending[]>,
    turnedDown,
    confirmed,
    isWaiting: (slot) => waiting.value.some((pending) => pending.slot === slot),
    open: (personId) => {
      listName = `queue.${personId}`
      waiting.value = store.read<Pending[]>(listName) ?? []
    },
    submit: (pending) => {
      const earlier = waiting.value.find(({ slot }) => slot === pending.slot)
      if (earlier) return trySending(earlier, true)
      const entry = { ...pending, key: newId() }
      keep([...waiting.value, entry])
      return trySending(entry, true)
    },
    // One after the other, so that a bad network is not made worse and order is kept.
    flush: async () => {
      for (const pending of waiting.value) await retry(pending)
    },
    dismiss: (index) => {
      turnedDown.value = turnedDown.value.filter((_entry, position) => position !== index)
    },
  }
}

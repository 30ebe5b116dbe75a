import { watch } from 'vue'
import type { CallName, Input, Output } from '../../server/contract'
import { call } from '../api/call'
import { whenOnline } from '../api/connection'
import { session } from '../client/session'
import { keptStore } from './keptStore'
import { createQueue, type Pending } from './queue'

const queue = createQueue(keptStore, (name, input, key, patient) =>
  call(name, input as Input<CallName>, patient ? { key } : { key, delays: [] }),
)

export interface Submission<Name extends CallName> extends Omit<Pending, 'key' | 'name' | 'input'> {
  name: Name
  input: Input<Name>
}

export type Submitted<Name extends CallName> = { kind: 'sent'; answer: Output<Name> } | { kind: 'waiting' }

/** Sends a form so that it survives a bad network; throws Refused when the server says no. */
export const submit = async <Name extends CallName>(submission: Submission<Name>): Promise<Submitted<Name>> =>
  (await queue.submit(submission)) as Submitted<Name>

// What waits is known with the first drawing of a form; the sending begins after it (startQueue).
watch(
  () => session.value?.personId,
  (personId) => void (personId && queue.open(personId)),
  { immediate: true, flush: 'sync' },
)

const retryMilliseconds = 30_000
let started = false

/** Begins sending what is still waiting for this person: now, when the network is back, and every half minute. */
export const startQueue = (): void => {
  void queue.flush()
  if (started) return
  started = true
  const flush = (): void => void (queue.waiting.value.length > 0 && queue.flush())
  whenOnline(flush)
  window.addEventListener('online', flush)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && flush())
  setInterval(flush, retryMilliseconds)
}

export const useQueue = () => queue

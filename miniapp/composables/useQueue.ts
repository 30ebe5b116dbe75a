import { shallowRef, watch } from 'vue'
import type { CallName, Input, Output } from '../../server/contract'
import { NotKept } from '../api/refused'
import { keptLater } from '../keeping/later'
import type { Confirmed, Pending } from './queue'

export interface Submission<Name extends CallName> extends Omit<Pending, 'key' | 'name' | 'input'> {
  name: Name
  input: Input<Name>
}

export type Submitted<Name extends CallName> =
  | { kind: 'sent'; answer: Output<Name> }
  | { kind: 'waiting' }
  | { kind: 'over' }

const waiting = shallowRef<readonly Pending[]>([])
const confirmed = shallowRef<Confirmed | null>(null)

// The form stands before what keeps and sends it has come.
void keptLater().then(({ queue }) => {
  const show = (): void => {
    waiting.value = queue.waiting.value
    confirmed.value = queue.confirmed.value
  }
  watch([queue.waiting, queue.confirmed], show, { immediate: true, flush: 'sync' })
})

const patienceMilliseconds = 5000
const tooLong = (): Promise<never> =>
  new Promise((_done, fail) => setTimeout(() => fail(new NotKept()), patienceMilliseconds))

/** Sends a form so that it survives a bad network; throws Refused when the server says no, NotKept when nothing holds it. */
export const submit = async <Name extends CallName>(submission: Submission<Name>): Promise<Submitted<Name>> => {
  const { queue } = await Promise.race([keptLater(), tooLong()])
  return (await queue.submit(submission)) as Submitted<Name>
}

/** What is on its way, for pages that show its effect. */
export const useQueue = () => ({
  confirmed,
  isWaiting: (slot: string): boolean => waiting.value.some((pending) => pending.slot === slot),
})

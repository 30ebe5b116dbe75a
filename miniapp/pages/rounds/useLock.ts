import { computed, ref, watch } from 'vue'
import { groupsOf, provesCode } from '../../../server/domain/sealing/lockCode'
import { call } from '../../api/call'
import { fetchLater, fetchNow } from '../../composables/later'
import { orSay } from '../../composables/orSay'
import { roundDeeds } from './roundDeeds'
import type { Round } from './roundSteps'
import type { RoundModel } from './useRound'

/** What draws a code and makes a lock of it: comes after the page. */
export const locking = () => import('../../sealing/lock')

/** In a page that is no secure one the browser makes no lock. */
export const canLock = (): boolean => Boolean(globalThis.crypto?.subtle)

type Print = NonNullable<Round['locks']>['print']

type Step = 'intro' | 'slip' | 'check'

/** The way of a 监票人 from an empty paper to his lock. The code is in the memory of this page alone, and gone with it. */
export function useLock(model: RoundModel, round: Round) {
  const place = round.locks?.place ?? 1
  const step = ref<Step>('intro')
  const code = ref('')
  /** Made while he copies: a phone needs a second for it, and nobody is kept from going on. */
  let publicKey = Promise.resolve('')
  const fingerprint = ref('')
  const typed = ref('')
  const differs = ref(false)
  const working = ref(false)
  watch(typed, () => {
    differs.value = false
  })
  const wasSet = round.locks?.holders[place - 1]?.set ?? false
  const again = ref(false)
  if (canLock()) fetchLater(locking)

  /** Working until it is over, and why it was not done is said. */
  const atWork = async (body: () => Promise<void>): Promise<void> => {
    working.value = true
    await orSay(model.sending, body)
    working.value = false
  }
  const drawOne = async (): Promise<void> => {
    const { drawCode, publicLockOf, fingerprintOf } = await fetchNow(locking)
    code.value = drawCode()
    publicKey = publicLockOf(code.value, model.roundId, place)
    step.value = 'slip'
    const other = round.locks?.other
    if (!other) return
    // He copies meanwhile.
    working.value = false
    const mine = await publicKey
    fingerprint.value = await (place === 1 ? fingerprintOf(mine, other) : fingerprintOf(other, mine))
  }
  /** The code for the safe: only the sheet that lies there opens it. */
  const copyFor = async ({ printId, publicKey: printLock }: NonNullable<Print>, lock: string) => {
    const { sealCopy } = await fetchNow(locking)
    return { printId, sealed: await sealCopy(printLock, { printId, roundId: model.roundId, place, lock }, code.value) }
  }
  const giveLock = async (): Promise<void> => {
    const mine = await publicKey
    const set = async (print: Print): Promise<boolean> =>
      roundDeeds(model).setLock(mine, again.value, print && (await copyFor(print, mine)))
    const done =
      (await set(round.locks?.print ?? null)) ||
      // Another print lies in the safe since the page was opened.
      (model.sending.refusal.value?.code === 'round.printChanged' &&
        (await set((await call('round.read', { roundId: model.roundId })).locks?.print ?? null)))
    if (done) code.value = ''
  }
  const check = async (): Promise<void> => {
    differs.value = !provesCode(typed.value, code.value)
    if (!differs.value) await atWork(giveLock)
  }
  return {
    place,
    step,
    groups: computed(() => groupsOf(code.value)),
    fingerprint,
    typed,
    differs,
    working,
    /** His lock stands, and he has not asked for another one. */
    stands: computed(() => wasSet && !again.value),
    again,
    draw: () => atWork(drawOne),
    check,
  }
}

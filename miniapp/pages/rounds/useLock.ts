import { computed, ref, watch } from 'vue'
import { digitsOf, groupsOf, proofOf } from '../../../server/domain/sealing/lockCode'
import { fetchLater, fetchNow } from '../../composables/later'
import { roundDeeds } from './roundDeeds'
import type { Round } from './roundSteps'
import type { RoundModel } from './useRound'

/** What draws a code and makes a lock of it: comes after the page. */
export const locking = () => import('../../sealing/lock')

/** In a page that is no secure one the browser makes no lock. */
export const canLock = (): boolean => Boolean(globalThis.crypto?.subtle)

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

  const draw = async (): Promise<void> => {
    working.value = true
    const { drawCode, publicLockOf, fingerprintOf } = await fetchNow(locking)
    code.value = drawCode()
    publicKey = publicLockOf(code.value, model.roundId, place)
    step.value = 'slip'
    working.value = false
    const other = round.locks?.other
    if (!other) return
    const mine = await publicKey
    fingerprint.value = await (place === 1 ? fingerprintOf(mine, other) : fingerprintOf(other, mine))
  }
  const check = async (): Promise<void> => {
    differs.value = digitsOf(typed.value) !== proofOf(code.value)
    if (differs.value) return
    working.value = true
    const mine = await publicKey
    working.value = false
    if (await roundDeeds(model).setLock(mine, again.value)) code.value = ''
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
    draw,
    check,
  }
}

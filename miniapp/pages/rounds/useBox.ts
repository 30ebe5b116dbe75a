import { computed, ref } from 'vue'
import { readCode } from '../../../server/domain/sealing/lockCode'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { fetchLater, fetchNow } from '../../composables/later'
import { orSay } from '../../composables/orSay'
import { boxTexts } from './lockTexts'
import { roundDeeds } from './roundDeeds'
import type { Round } from './roundSteps'
import { seenOf } from './seen'
import { seenTexts } from './seenTexts'
import { canLock, locking } from './useLock'
import type { RoundModel } from './useRound'

/** Each process has a key of its own: behind several of them the code is sealed anew until it meets the one that asked. */
const tries = 12

/** One step of the opening, with the code that is typed from the slip and kept nowhere. */
export function useBox(model: RoundModel, round: Round) {
  const typed = ref('')
  const tried = ref(false)
  const working = ref(false)
  const changed = ref(false)
  if (canLock()) fetchLater(locking)
  const read = computed(() => readCode(typed.value))
  const problem = computed(() => {
    if (!tried.value || 'code' in read.value) return ''
    const { fault, digits } = read.value
    return fault === 'wrong' ? boxTexts.wrong : boxTexts[fault](digits)
  })

  const give = async (step: 'strip' | 'tally', code: string): Promise<boolean> => {
    const { sealCode } = await fetchNow(locking)
    for (let left = tries; left > 0; left -= 1) {
      const { publicKey, listHash } = await call('round.door', { roundId: model.roundId })
      // Shown above: whoever gives his code gives it for this list.
      if (listHash !== round.box?.listHash) {
        changed.value = true
        return false
      }
      const about = { roundId: model.roundId, place: round.locks?.place ?? 1, personId: mySession().personId, listHash }
      if (await roundDeeds(model)[step]({ sealedCode: await sealCode(publicKey, about, code), listHash })) return true
      if (model.sending.refusal.value?.code !== 'round.doorChanged') return false
    }
    return false
  }
  const press = async (step: 'strip' | 'tally'): Promise<void> => {
    tried.value = true
    if (!('code' in read.value)) return
    const { code } = read.value
    working.value = true
    await orSay(model.sending, () => give(step, code))
    working.value = false
  }
  const seen = seenOf(model.roundId, round)
  const warning = computed(() => seen || (changed.value ? seenTexts.otherList : ''))
  return { typed, problem, working, press, warning }
}

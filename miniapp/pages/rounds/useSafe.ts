import { computed, ref, watch } from 'vue'
import { readCode } from '../../../server/domain/sealing/lockCode'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { fetchLater, fetchNow } from '../../composables/later'
import { orSay } from '../../composables/orSay'
import { useLoad } from '../../composables/useLoad'
import { boxTexts } from './lockTexts'
import { roundDeeds } from './roundDeeds'
import type { Round } from './roundSteps'
import { safeTexts } from './safeTexts'
import { seenTexts } from './seenTexts'
import { canLock, locking } from './useLock'
import type { RoundModel } from './useRound'

/** Each process has a key of its own: behind several of them the code is sealed anew until it meets the one that asked. */
const tries = 12

/** The keeper of a safe opens the sealed 监票码 on this device, with the print that he types, and gives it; neither is shown or kept. */
export function useSafe(model: RoundModel, round: Round) {
  const typed = ref('')
  const tried = ref(false)
  const working = ref(false)
  const wrong = ref('')
  watch(typed, () => {
    wrong.value = ''
  })
  const roundId = model.roundId
  const copy = useLoad(() => call('round.safeCopy', { roundId }))
  if (canLock()) fetchLater(locking)
  const read = computed(() => readCode(typed.value))
  const problem = computed(() => {
    if (!tried.value || 'code' in read.value) return wrong.value
    const { fault, digits } = read.value
    return fault === 'wrong' ? boxTexts.wrong : boxTexts[fault](digits)
  })

  const give = async (printCode: string): Promise<void> => {
    const { openCopy, sealCode } = await fetchNow(locking)
    for (let left = tries; left > 0; left -= 1) {
      const { place, printId, lock, sealed, door, listHash } = await call('round.safeCopy', { roundId })
      if (listHash !== round.box?.listHash) {
        wrong.value = seenTexts.otherList
        return
      }
      const code = await openCopy(printCode, { printId, roundId, place, lock }, sealed)
      if (!code) {
        wrong.value = safeTexts.wrongPrint
        return
      }
      const about = { roundId, place, personId: mySession().personId, listHash }
      const given = { sealedCode: await sealCode(door, about, code), listHash }
      if (await roundDeeds(model).openBySafe(given)) return
      if (model.sending.refusal.value?.code !== 'round.doorChanged') return
    }
  }
  const press = async (): Promise<void> => {
    tried.value = true
    wrong.value = ''
    if (!('code' in read.value)) return
    const { code } = read.value
    working.value = true
    await orSay(model.sending, () => give(code))
    working.value = false
  }
  return { typed, problem, working, press, copy }
}

import { computed, ref, watch } from 'vue'
import { groupsOf, provesCode } from '../../../server/domain/sealing/lockCode'
import { newId } from '../../api/newId'
import { fetchLater, fetchNow } from '../../composables/later'
import { orSay } from '../../composables/orSay'
import { useSend } from '../../composables/useSend'

const sealing = () => import('../../sealing/lock')

/** Which print is made. */
export interface Wanted {
  half: string
  place: 1 | 2
  again: boolean
}

/** From an empty paper to a print: the code is in the memory of this page alone, and gone with it. */
export function useDraw({ half, place, again }: Wanted, made: () => void) {
  const step = ref<'intro' | 'sheet' | 'check'>('intro')
  const code = ref('')
  const number = ref('')
  const typed = ref('')
  const differs = ref(false)
  const working = ref(false)
  const sending = useSend()
  const printId = newId()
  let publicKey = ''
  fetchLater(sealing)
  watch(typed, () => {
    differs.value = false
  })

  const drawOne = async (): Promise<void> => {
    const { drawCode, printLockOf, numberOf } = await fetchNow(sealing)
    code.value = drawCode()
    publicKey = await printLockOf(code.value, printId, place)
    number.value = await numberOf(publicKey)
    step.value = 'sheet'
  }
  const draw = async (): Promise<void> => {
    working.value = true
    await orSay(sending, drawOne)
    working.value = false
  }
  const check = async (): Promise<void> => {
    differs.value = !provesCode(typed.value, code.value)
    if (differs.value) return
    const input = { printId, half, lock: place, publicKey, again }
    await sending.send('safePrint.make', input, () => {
      code.value = ''
      made()
    })
  }
  return { step, groups: computed(() => groupsOf(code.value)), number, typed, differs, working, sending, draw, check }
}

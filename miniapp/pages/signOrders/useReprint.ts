import { computed, ref, watch } from 'vue'
import { call } from '../../api/call'
import { newId } from '../../api/newId'
import { mySession } from '../../client/session'
import { laterValue } from '../../composables/later'
import { useChecked } from '../../composables/useChecked'
import { draftName, useDraft } from '../../composables/useDraft'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { type ReprintForm, reprintProblems } from './reprintForm'
import { reprintTexts } from './reprintTexts'

const longestTitle = 120
/** Only asked when somebody searches. */
const finding = laterValue(() => import('./plateSearch'))

/** Which plates of an order are made anew, and why. */
export const useReprint = (supplementsId: string, started: (orderId: string) => void) => {
  const load = useLoad(async () => {
    const [order, { lines, orderTitle }] = await Promise.all([
      call('signOrder.read', { orderId: supplementsId }),
      call('signOrder.lines', { orderId: supplementsId }),
    ])
    return { agencyName: order.agencyName, lines, orderTitle }
  })
  const search = ref('')
  const empty = (): ReprintForm => ({ title: '', agencyName: '', lineIds: [], reason: '' })
  const draft = useDraft(draftName(mySession().personId, `signOrder.${supplementsId}.reprint`), empty())
  const form = draft.value
  // What nobody typed is no draft.
  const filledFrom = ({ orderTitle, agencyName }: { orderTitle: string; agencyName: string }): ReprintForm => {
    return { ...empty(), title: reprintTexts.defaultName(orderTitle).slice(0, longestTitle), agencyName }
  }
  // Once, when the order is there: what has been typed since is not overwritten by a second try to load.
  const stop = watch(load.value, (order) => {
    if (!order) return
    draft.fill(filledFrom(order))
    stop()
  })
  const sending = useSend()
  const checked = useChecked(sending, () => reprintProblems(form.value))
  const found = computed(() => {
    const lines = load.value.value?.lines ?? []
    return finding.value?.platesLike(lines, search.value) ?? [...lines]
  })
  const chosenReason = computed<string[]>({
    get: () => reprintTexts.readyReasons.filter((each) => each === form.value.reason),
    set: ([first = '']) => {
      form.value.reason = first
    },
  })
  const orderId = newId()
  const send = async (): Promise<void> => {
    if (!checked.complete()) return
    const { title, agencyName, lineIds, reason } = form.value
    const lines = (load.value.value?.lines ?? []).filter(({ lineId }) => lineIds.includes(lineId))
    const kinds = [...new Set(lines.map(({ kind }) => kind))]
    const supplement = { supplementsId, lineIds, reason: reason.trim() }
    const input = { orderId, title: title.trim(), agencyName: agencyName.trim(), kinds, supplement }
    await sending.send('signOrder.start', input, () => {
      draft.clear(empty())
      started(orderId)
    })
  }
  const chooseAll = (): void => {
    form.value.lineIds = [...new Set([...form.value.lineIds, ...found.value.map(({ lineId }) => lineId)])]
  }
  const discard = (): void => {
    if (load.value.value) draft.clear(filledFrom(load.value.value))
  }
  return { load, search, draft, discard, found, chosenReason, sending, checked, chooseAll, send }
}

import { computed, ref, watch } from 'vue'
import { call } from '../../api/call'
import { newId } from '../../api/newId'
import { mySession } from '../../client/session'
import { useChecked } from '../../composables/useChecked'
import { draftName, useDraft } from '../../composables/useDraft'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { type ReprintForm, reprintProblems } from './reprintForm'
import { reprintTexts } from './reprintTexts'

const longestTitle = 120
const typingPauseMilliseconds = 300

/** Which plates of an order are made anew, and why. */
export const useReprint = (supplementsId: string, started: (orderId: string) => void) => {
  const load = useLoad(() => call('signOrder.read', { orderId: supplementsId }))
  const search = ref('')
  const page = ref(1)
  /** The server searches, and gives a page at a time. */
  const plates = useLoad(() =>
    call('signOrder.lines', { orderId: supplementsId, search: search.value.trim(), page: page.value }),
  )
  let pause: ReturnType<typeof setTimeout> | undefined
  watch(search, () => {
    clearTimeout(pause)
    pause = setTimeout(() => {
      if (page.value === 1) void plates.reload()
      else page.value = 1
    }, typingPauseMilliseconds)
  })
  watch(page, () => plates.reload())
  const empty = (): ReprintForm => ({ entryId: newId(), title: '', agencyName: '', lineIds: [], reason: '' })
  const draft = useDraft(draftName(mySession().personId, `signOrder.${supplementsId}.reprint`), empty())
  const form = draft.value
  // What nobody typed is no draft.
  const filledFrom = ({ title, agencyName }: { title: string; agencyName: string }): ReprintForm => {
    return { ...empty(), title: reprintTexts.defaultName(title).slice(0, longestTitle), agencyName }
  }
  // Once, when the order is there: what has been typed since is not overwritten by a second try to load.
  const stop = watch(load.value, (order) => {
    if (!order) return
    draft.fill(filledFrom(order))
    stop()
  })
  const sending = useSend()
  const checked = useChecked(sending, () => reprintProblems(form.value))
  const found = computed(() => plates.value.value?.lines ?? [])
  const chosenReason = computed<string[]>({
    get: () => reprintTexts.readyReasons.filter((each) => each === form.value.reason),
    set: ([first = '']) => {
      form.value.reason = first
    },
  })
  const send = async (): Promise<void> => {
    if (!checked.complete()) return
    const { entryId: orderId, title, agencyName, lineIds, reason } = form.value
    const kinds = (load.value.value?.items ?? []).map(({ kind }) => kind)
    const supplement = { supplementsId, lineIds, reason: reason.trim() }
    const input = { orderId, title: title.trim(), agencyName: agencyName.trim(), kinds, supplement }
    await sending.send('signOrder.start', input, () => {
      draft.clear(empty())
      started(orderId)
    })
    // As composables/renewEntry.ts, which would be a file more at first.
    if (sending.refusal.value?.code === 'request.entryKnown') form.value.entryId = newId()
  }
  const chooseAll = (): void => {
    form.value.lineIds = [...new Set([...form.value.lineIds, ...found.value.map(({ lineId }) => lineId)])]
  }
  const discard = (): void => {
    if (load.value.value) draft.clear(filledFrom(load.value.value))
  }
  return { load, plates, search, page, draft, discard, found, chosenReason, sending, checked, chooseAll, send }
}

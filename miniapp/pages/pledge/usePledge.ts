import { computed, type Ref, ref, watch } from 'vue'
import type { Output } from '../../../server/contract'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { countCharacters } from '../../../server/domain/wording/characters'
import { countPledge } from '../../../server/domain/wording/pledge'
import { Refused } from '../../api/refused'
import { mySession } from '../../client/session'
import { useAction } from '../../composables/useAction'
import { draftName, useDraft } from '../../composables/useDraft'
import { submit, useQueue } from '../../composables/useQueue'
import { formOf, hintsOf, itemsOf, problemsOf } from './pledgeForm'
import { texts } from './texts'
import { usePhoto } from './usePhoto'

type Mine = Output<'pledge.mine'>
export type OpenPledge = Mine & { campaign: NonNullable<Mine['campaign']> }

/** The form of one campaign. Made anew when the server's version changes (revision). */
export const usePledgeForm = (mine: OpenPledge, onSubmitted: (late: boolean) => void) => {
  const { personId, today } = mySession()
  const { campaign, pledge } = mine
  const slot = `pledge.${campaign.campaignId}`
  const name = draftName(personId, slot)
  const { value: form, restored, keeps, clear } = useDraft(name, formOf(pledge))
  const queue = useQueue()
  const action = useAction()
  const waiting = computed(() => queue.isWaiting(slot))
  const tried = ref(false)

  const photoId = computed(() => form.value.photoId) as Ref<string | null>
  const photo = usePhoto(personId, photoId, (uploaded) => {
    form.value.photoId = uploaded
  })
  const counts = computed(() => ({
    dutyText: countCharacters(form.value.dutyText),
    ...countPledge(itemsOf(form.value)),
  }))
  const found = computed(() => problemsOf(form.value, campaign.limitMode))
  const hints = computed(() => hintsOf(form.value, toCalendarDay(today)))

  /** Problems show after the first try, then follow every change; what only the server knows stands until the next try. */
  const problemOf = (field: string): string => {
    const here = tried.value ? found.value.find((problem) => problem.field === field)?.sentence : undefined
    return here ?? action.problemOf(field)
  }
  const hintOf = (field: string): string => hints.value.find((hint) => hint.field === field)?.sentence ?? ''

  const send = (): Promise<boolean> =>
    action.run(async () => {
      tried.value = true
      if (found.value.length > 0) throw new Refused(422, 'form.invalid', texts.fix(found.value.length))
      const submitted = await submit({
        name: 'pledge.submit',
        input: { ...form.value, campaignId: campaign.campaignId, revision: pledge?.revision ?? 0 },
        slot,
        title: texts.taskTitle,
        path: '/pledge',
        draftName: name,
        giveBack: null,
      })
      if (submitted.kind === 'sent') onSubmitted(submitted.answer.late)
    })
  // The queue may get through later, while the page is still open.
  watch(queue.confirmed, (confirmed) => {
    if (confirmed?.slot === slot && !action.busy.value) onSubmitted((confirmed.answer as { late: boolean }).late)
  })
  return {
    form,
    restored,
    keeps,
    discardDraft: () => clear(formOf(pledge)),
    photo,
    counts,
    problemOf,
    hintOf,
    action,
    waiting,
    send,
  }
}

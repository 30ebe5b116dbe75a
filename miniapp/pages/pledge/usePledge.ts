import { computed, watch } from 'vue'
import type { Output } from '../../../server/contract'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { countCharacters } from '../../../server/domain/wording/characters'
import { countPledge } from '../../../server/domain/wording/counts'
import { mySession } from '../../client/session'
import { laterValue, whenCome } from '../../composables/later'
import { useAction } from '../../composables/useAction'
import { useChecked } from '../../composables/useChecked'
import { draftName, useDraft } from '../../composables/useDraft'
import { submit, useQueue } from '../../composables/useQueue'
import { formOf, itemsOf } from './pledgeForm'
import { texts } from './texts'

type Mine = Output<'pledge.mine'>
export type OpenPledge = Mine & { campaign: NonNullable<Mine['campaign']> }

/** Not needed to see the form. Nothing is sent without them: offline it would be kept and only refused later. */
const rules = laterValue(() => import('./pledgeRules'))

/** The form of one campaign. Made anew when the server's version changes (revision). */
export const usePledgeForm = (mine: OpenPledge, onSubmitted: (late: boolean) => void) => {
  const { personId, today } = mySession()
  const { campaign, pledge } = mine
  const slot = `pledge.${campaign.campaignId}`
  const name = draftName(personId, slot)
  const draft = useDraft(name, formOf(pledge))
  const form = draft.value
  const queue = useQueue()
  const action = useAction()
  const waiting = computed(() => queue.isWaiting(slot))

  const counts = computed(() => ({
    dutyText: countCharacters(form.value.dutyText),
    ...countPledge(itemsOf(form.value)),
  }))
  const checked = useChecked(action, () => rules.value?.problemsOf(form.value, campaign.limitMode) ?? [])
  const hints = computed(() => rules.value?.hintsOf(form.value, toCalendarDay(today)) ?? [])

  const hintOf = (field: string): string => hints.value.find((hint) => hint.field === field)?.sentence ?? ''

  const submitNow = (): Promise<boolean> =>
    action.run(async () => {
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
  const send = async (): Promise<void> => {
    if (!rules.value && !(await action.run(() => whenCome(rules)))) return
    if (checked.complete()) await submitNow()
  }
  // The queue may get through later, while the page is still open.
  watch(queue.confirmed, (confirmed) => {
    if (confirmed?.slot === slot && !action.busy.value) onSubmitted((confirmed.answer as { late: boolean }).late)
  })
  return {
    form,
    draft,
    discardDraft: () => draft.clear(formOf(pledge)),
    counts,
    checked,
    hintOf,
    action,
    waiting,
    send,
  }
}

import { computed, reactive, ref, watch } from 'vue'
import type { Output } from '../../../server/contract/schemas'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { draftName, useDraft } from '../../composables/useDraft'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { useUndo } from '../../composables/useUndo'
import { type CalendarYear, usualDueDay, workdayBefore, yearsNeeded } from './dueDay'
import { campaignTexts } from './texts'

export type Campaign = NonNullable<Output<'campaign.current'>['campaign']>
export type LimitMode = Campaign['limitMode']

interface CampaignForm {
  title: string
  basisNumber: string
  basisTitle: string
  basisDay: string
  dueDay: string
  limitMode: LimitMode
}

const fields = ['title', 'basisNumber', 'basisTitle', 'basisDay', 'dueDay'] as const

const fresh = (today: string): CampaignForm => ({
  title: campaignTexts.defaultName(Number(today.slice(0, 4))),
  basisNumber: '',
  basisTitle: '',
  basisDay: '',
  dueDay: usualDueDay(today),
  limitMode: 'TOTAL',
})

/** The year's campaign: opened once with its 依据文件 (R00, U2); the limit may be changed while it runs (R23). */
export const useCampaign = () => {
  const { today, personId } = mySession()
  const year = Number(today.slice(0, 4))
  const load = useLoad(() => call('campaign.current', {}))
  const draft = useDraft(draftName(personId, `campaign.${year}`), fresh(today))
  const sending = useSend()
  const changing = useSend()
  const undo = useUndo()
  const done = ref('')
  const tried = ref(false)
  const years = reactive<Record<number, CalendarYear>>({})
  const form = draft.value

  watch(
    () => form.value.dueDay,
    async (dueDay) => {
      // Without the calendar the page only shows less; the server computes the working day all the same.
      for (const needed of yearsNeeded(dueDay))
        years[needed] ??= await call('calendar.days', { year: needed }).catch(() => ({ covered: false, days: [] }))
    },
    { immediate: true },
  )

  const setMode = (campaign: Campaign, limitMode: LimitMode): Promise<boolean> =>
    changing.send(
      'campaign.setLimitMode',
      { campaignId: campaign.campaignId, limitMode, revision: campaign.revision },
      () => load.reload(),
    )

  return {
    year,
    load,
    form,
    sending,
    changing,
    undo,
    done,
    canOpen: computed(() => (load.value.value?.campaign?.year ?? 0) < year),
    anchor: computed(() => workdayBefore(form.value.dueDay, years)),
    problemOf: (field: (typeof fields)[number]): string =>
      sending.problemOf(field) || (tried.value && form.value[field].trim() === '' ? campaignTexts.missing : ''),
    problemsBeside: () => sending.problemsBeside(fields),
    open: async (): Promise<void> => {
      tried.value = true
      if (fields.some((field) => form.value[field].trim() === '')) return
      await sending.send('campaign.open', { year, ...form.value }, async () => {
        draft.clear(fresh(today))
        done.value = campaignTexts.opened
        await load.reload()
      })
    },
    changeMode: async (campaign: Campaign, limitMode: LimitMode): Promise<void> => {
      const before = campaign.limitMode
      if (before === limitMode || !(await setMode(campaign, limitMode))) return
      undo.show(campaignTexts.modeChanged, async () => {
        const now = load.value.value?.campaign
        if (now) await setMode(now, before)
      })
    },
  }
}

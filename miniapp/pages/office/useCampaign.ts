import { computed, ref } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { missingIn, useForm } from '../../composables/useForm'
import { type Load, useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { useUndo } from '../../composables/useUndo'
import { campaignTexts } from './campaignTexts'
import { usualDueDay } from './usualDueDay'

type Current = Output<'campaign.current'>
export type Campaign = NonNullable<Current['campaign']>
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

/** The limit may be changed while the campaign runs, and back (R23). */
const useLimitMode = (load: Load<Current>) => {
  const changing = useSend()
  const undo = useUndo()
  const set = ({ campaignId, revision }: Campaign, limitMode: LimitMode): Promise<boolean> =>
    changing.send('campaign.setLimitMode', { campaignId, limitMode, revision }, () => load.reload())
  const changeMode = async (campaign: Campaign, limitMode: LimitMode): Promise<void> => {
    const before = campaign.limitMode
    if (before === limitMode || !(await set(campaign, limitMode))) return
    undo.show(campaignTexts.modeChanged, async () => {
      const now = load.value.value?.campaign
      if (now) await set(now, before)
    })
  }
  return { changing, undo, changeMode }
}

/** The year's campaign, opened once with its 依据文件 (R00, U2). */
export const useCampaign = () => {
  const { today } = mySession()
  const year = Number(today.slice(0, 4))
  const load = useLoad(() => call('campaign.current', {}))
  const model = useForm({
    name: `campaign.${year}`,
    fresh: () => fresh(today),
    find: (value) => missingIn(value, fields, campaignTexts.missing),
  })
  const { form } = model
  const done = ref('')

  const open = async (): Promise<void> => {
    if (!model.complete()) return
    await model.sending.send('campaign.open', { year, ...form.value }, async () => {
      model.sent()
      done.value = campaignTexts.opened
      await load.reload()
    })
  }
  return {
    ...useLimitMode(load),
    year,
    load,
    model,
    fields,
    done,
    canOpen: computed(() => (load.value.value?.campaign?.year ?? 0) < year),
    open,
  }
}

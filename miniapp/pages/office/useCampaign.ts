import { computed, ref } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { type Load, useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { useUndo } from '../../composables/useUndo'
import { campaignTexts } from './campaignTexts'

type Current = Output<'campaign.current'>
export type Campaign = NonNullable<Current['campaign']>
export type LimitMode = Campaign['limitMode']

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
      return !now || (await set(now, before))
    })
  }
  return { changing, undo, changeMode }
}

/** The year's campaign (R00). */
export const useCampaign = () => {
  const { today } = mySession()
  const year = Number(today.slice(0, 4))
  const load = useLoad(() => call('campaign.current', {}))
  const done = ref('')

  const changed = async (said: string): Promise<void> => {
    done.value = said
    await load.reload()
  }
  const opened = (): Promise<void> => changed(campaignTexts.opened)
  return {
    ...useLimitMode(load),
    year,
    load,
    done,
    canOpen: computed(() => (load.value.value?.campaign?.year ?? 0) < year),
    opened,
    changed,
  }
}

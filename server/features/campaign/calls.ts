import type { campaignContract } from '../../contract/campaign'
import type { Calls } from '../call'
import { currentCampaign } from './readCurrent'
import { setLimitMode } from './setLimitMode'
import { setRules } from './setRules'

export const campaignCalls = {
  'campaign.current': { asks: 'person', run: currentCampaign },
  'campaign.setLimitMode': { asks: ['openCampaign'], run: setLimitMode },
  'campaign.setRules': { asks: ['openCampaign'], run: setRules },
} satisfies Calls<typeof campaignContract>

import type { campaignContract } from '../../contract/campaign'
import type { Paper } from '../../files/paperFile'
import { type Calls, prepared } from '../call'
import { attachBasis } from './attachBasis'
import { campaignExport } from './drawCampaign'
import { listCampaigns } from './listCampaigns'
import { readBasis } from './readBasis'
import { currentCampaign } from './readCurrent'
import { setLimitMode } from './setLimitMode'
import { setRules } from './setRules'
import { uploadBasis } from './uploadBasis'

export const campaignCalls = {
  'campaign.current': { asks: 'person', run: currentCampaign },
  'campaign.setLimitMode': { asks: ['openCampaign'], run: setLimitMode },
  'campaign.setRules': { asks: ['openCampaign'], run: setRules },
  'campaign.uploadBasis': { asks: ['openCampaign'], run: prepared<'campaign.uploadBasis', Paper>(uploadBasis) },
  'campaign.attachBasis': { asks: ['openCampaign'], run: attachBasis },
  'campaign.list': { asks: ['openCampaign'], run: listCampaigns },
  'campaign.export': { asks: ['openCampaign'], run: campaignExport },
  'campaign.readBasis': { asks: 'person', run: readBasis },
} satisfies Calls<typeof campaignContract>

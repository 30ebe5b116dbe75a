import type { openingContract } from '../../contract/opening'
import type { Calls } from '../call'
import { cancelCampaign } from './cancelCampaign'
import { archiveCampaign, closeCampaign, reopenCampaign } from './closeCampaign'
import { correctCampaign } from './correctCampaign'
import { openCampaign } from './openCampaign'
import { openPosts } from './openPosts'

/** What begins a year's work, and tells those who have to move at once: above the parts and their reminders. */
export const openingCalls = {
  'campaign.open': { asks: ['openCampaign'], run: openCampaign },
  'campaign.correct': { asks: ['openCampaign'], run: correctCampaign },
  'campaign.cancel': { asks: ['openCampaign'], run: cancelCampaign },
  'campaign.close': { asks: ['openCampaign'], run: closeCampaign },
  'campaign.archive': { asks: ['openCampaign'], run: archiveCampaign },
  'campaign.reopen': { asks: ['openCampaign'], run: reopenCampaign },
  'postArea.open': { asks: ['openPosts'], run: openPosts },
} satisfies Calls<typeof openingContract>

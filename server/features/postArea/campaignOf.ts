import { Campaign, type PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import { campaignNone } from '../../refusals'

/** The campaign a record belongs to, which need not be the one in force. */
export async function requireCampaignOf(work: Work, { campaignId }: PostArea): Promise<Campaign> {
  const campaign = await work.one(Campaign, { id: campaignId })
  if (!campaign) throw campaignNone()
  return campaign
}

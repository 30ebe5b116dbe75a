import { Campaign } from '../../../entities'
import type { Work } from '../../database/work'
import { campaignNone } from '../../refusals'

/** The campaign in force: the newest that is open. */
export const findCampaign = (work: Work): Promise<Campaign | null> =>
  work.manager.findOne(Campaign, { where: { state: 'OPEN' }, order: { year: 'DESC' } })

export async function requireCampaign(work: Work): Promise<Campaign> {
  const campaign = await findCampaign(work)
  if (!campaign) throw campaignNone()
  return campaign
}

import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { presentCampaign } from './present'
import { findCampaign } from './records'

export async function currentCampaign(work: Work): Promise<Output<'campaign.current'>> {
  return { campaign: await presentCampaign(work, await findCampaign(work)) }
}

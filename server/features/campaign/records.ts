import { Campaign } from '../../../entities'
import type { Work } from '../../database/work'
import { campaignNone, refusal } from '../../refusals'

/** The campaign in force: the newest that is open. */
export const findCampaign = (work: Work): Promise<Campaign | null> =>
  work.manager.findOne(Campaign, { where: { state: 'OPEN' }, order: { year: 'DESC' } })

/** Its id, within another query. */
export const currentCampaignId = "(select id from campaign where state = 'OPEN' order by year desc limit 1)"

/** Whether a later campaign has taken the place of the one a record belongs to. */
export async function isPast(work: Work, { campaignId }: { campaignId: string }): Promise<boolean> {
  const campaign = await findCampaign(work)
  return campaign !== null && campaign.id !== campaignId
}

/** A step of a record that rests for good, since a later campaign asks for the same thing anew. */
export const campaignPast = refusal(409, 'campaign.past', '{why}。')

export async function requireCampaign(work: Work): Promise<Campaign> {
  const campaign = await findCampaign(work)
  if (!campaign) throw campaignNone()
  return campaign
}

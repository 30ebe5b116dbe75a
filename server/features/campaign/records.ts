import { Not } from 'typeorm'
import { Campaign } from '../../../entities'
import type { Work } from '../../database/work'
import { campaignNone, recordNotFound, refusal } from '../../refusals'

/** The campaign in force: the newest. Closed, it asks for nothing more, and what it has brought is seen and hangs on. */
export const findCampaign = (work: Work): Promise<Campaign | null> =>
  work.manager.findOne(Campaign, { where: { state: Not('CANCELLED') }, order: { year: 'DESC' } })

/** The one that asks for something: in force, and not closed. */
export async function openCampaignOf(work: Work): Promise<Campaign | null> {
  const campaign = await findCampaign(work)
  return campaign?.state === 'OPEN' ? campaign : null
}

/** Their ids, within another query. */
export const currentCampaignId = "(select id from campaign where state <> 'CANCELLED' order by year desc limit 1)"
export const openCampaignId =
  "(select id from campaign where state = 'OPEN' and year = (select max(year) from campaign where state <> 'CANCELLED'))"

/** Why a record's campaign asks for nothing any more: a later one has taken its place, or it is closed itself. */
export async function pastOf(
  work: Work,
  { campaignId }: { campaignId: string },
): Promise<'replaced' | 'closed' | null> {
  const campaign = await findCampaign(work)
  if (!campaign) return null
  if (campaign.id !== campaignId) return 'replaced'
  return campaign.state === 'OPEN' ? null : 'closed'
}

export const isPast = async (work: Work, record: { campaignId: string }): Promise<boolean> =>
  (await pastOf(work, record)) !== null

/** What the record says that rests because its campaign is closed. */
export const closedWords = '这一年的活动已经结束，不再办理'

/** A step of a record that rests, since a later campaign asks for the same thing anew or its own is closed. */
export const campaignPast = refusal(409, 'campaign.past', '{why}。')

export const campaignClosed = refusal(
  409,
  'campaign.closed',
  '这一年的活动已经结束，不再办理。要接着办，请机关党办先撤回结束。',
)

/** In force, closed or not: for what lives on. */
export async function requireAnyCampaign(work: Work): Promise<Campaign> {
  const campaign = await findCampaign(work)
  if (!campaign) throw campaignNone()
  return campaign
}

export async function requireCampaign(work: Work): Promise<Campaign> {
  const campaign = await requireAnyCampaign(work)
  if (campaign.state !== 'OPEN') throw campaignClosed()
  return campaign
}

/** Of whatever year and state: what was cancelled is still read. */
export async function requireCampaignListed(work: Work, id: string): Promise<Campaign> {
  const campaign = await work.manager.findOneBy(Campaign, { id })
  if (!campaign) throw recordNotFound({ what: '活动' })
  return campaign
}

/** Of whatever year, not cancelled. */
export async function requireCampaignNamed(work: Work, campaignId: string): Promise<Campaign> {
  const campaign = await work.manager.findOneBy(Campaign, { id: campaignId, state: Not('CANCELLED') })
  if (!campaign) throw recordNotFound({ what: '活动' })
  return campaign
}

/** One that is still set and put right. */
export async function requireRunning(work: Work, campaignId: string): Promise<Campaign> {
  const campaign = await requireCampaignNamed(work, campaignId)
  if (campaign.state !== 'OPEN') throw campaignClosed()
  return campaign
}

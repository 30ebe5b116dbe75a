import type { Campaign } from '../../../entities'
import type { Work } from '../../database/work'
import { requireCampaignNamed, requireRunning } from '../campaign'
import { checkReason } from '../checkReason'

/** Whoever opens a campaign moves it on and back, each time with a reason: whichever it is, closed ones too. */
export async function campaignToMove(
  work: Work,
  { campaignId, reason }: { campaignId: string; reason: string },
): Promise<Campaign> {
  work.must('openCampaign')
  const campaign = await requireCampaignNamed(work, campaignId)
  checkReason(reason)
  return campaign
}

/** The same while it runs. */
export async function runningToMove(
  work: Work,
  { campaignId, reason }: { campaignId: string; reason: string },
): Promise<Campaign> {
  work.must('openCampaign')
  const campaign = await requireRunning(work, campaignId)
  checkReason(reason)
  return campaign
}

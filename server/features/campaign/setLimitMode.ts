import { Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { requireRunning } from './records'

/** U1: the reading of 「3条不超过100字」. Nothing stored becomes invalid by the change (R23). */
export async function setLimitMode(
  work: Work,
  { campaignId, limitMode, revision }: Checked<'campaign.setLimitMode'>,
): Promise<Output<'campaign.setLimitMode'>> {
  work.must('openCampaign')
  const campaign = await requireRunning(work, campaignId)
  await work.revise(Campaign, { ...campaign, revision }, { limitMode })
  const change = { before: campaign.limitMode, after: limitMode }
  await work.audit({ action: 'campaign.setLimitMode', subjectKind: 'campaign', subjectId: campaignId, change })
  return { done: true }
}

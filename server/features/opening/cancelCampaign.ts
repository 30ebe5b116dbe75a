import { BranchPackage, Campaign, Pledge, PostArea, SignOrder } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectsOfCampaign } from '../../domain/cardKeys'
import { refusal } from '../../refusals'
import { runningToMove } from './campaignToMove'
import { endCards } from './endCards'

const campaignBegun = refusal(409, 'campaign.begun', '{year}年的活动已经有人填写，不能取消。有写错的，请用“更正”。')

/** Somebody has begun something under it: then it is put right, not cancelled. */
async function isBegun(work: Work, campaignId: string): Promise<boolean> {
  for (const entity of [Pledge, PostArea, BranchPackage, SignOrder])
    if (await work.manager.existsBy(entity, { campaignId })) return true
  return false
}

/**
 * Cancels a campaign that was opened by mistake, while nobody has begun anything under it: the one before is in force again,
 * and the year may be opened anew.
 */
export async function cancelCampaign(
  work: Work,
  { campaignId, reason, revision }: Checked<'campaign.cancel'>,
): Promise<Output<'campaign.cancel'>> {
  const campaign = await runningToMove(work, { campaignId, reason })
  if (await isBegun(work, campaignId)) throw campaignBegun({ year: campaign.year })
  await work.revise(Campaign, { ...campaign, revision }, { state: 'CANCELLED' })
  const line = { action: 'campaign.cancel', subjectKind: 'campaign', subjectId: campaignId }
  await work.audit({ ...line, change: { year: campaign.year }, reason })
  await endCards(work, subjectsOfCampaign(campaignId), '活动已取消，不用办理', campaign.title)
  return { done: true }
}

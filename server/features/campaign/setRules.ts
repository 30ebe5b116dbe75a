import { Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { rulesOf } from '../../domain/campaignRules'
import { requireRunning } from './records'

/** Where the notice is silent 党办 decides; dates and texts already stored stay as they are. */
export async function setRules(
  work: Work,
  { campaignId, revision, ...rules }: Checked<'campaign.setRules'>,
): Promise<Output<'campaign.setRules'>> {
  work.must('openCampaign')
  const campaign = await requireRunning(work, campaignId)
  await work.revise(Campaign, { ...campaign, revision }, { rules })
  const change = { before: rulesOf(campaign.rules), after: rules }
  await work.audit({ action: 'campaign.setRules', subjectKind: 'campaign', subjectId: campaignId, change })
  return { done: true }
}

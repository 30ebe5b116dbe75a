import { Campaign, CampaignBasis } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { requireAttachable } from '../attachments'
import { requireRunning } from './records'

/** Counted on where a cancelled campaign was opened anew. */
export const nextBasisVersion = async (work: Work, campaignId: string): Promise<number> =>
  ((await work.manager.maximum(CampaignBasis, 'version', { campaignId })) ?? 0) + 1

/** Keeps the file as this version of the campaign's 依据文件; earlier ones stay. */
export async function keepBasis(work: Work, campaignId: string, version: number, fileId: string): Promise<void> {
  await requireAttachable(work, fileId, 'DOCUMENT')
  const facts = { attachedById: work.who.personId, attachedAt: work.now }
  await work.insert(CampaignBasis, { campaignId, version, fileId, ...facts })
  const line = { action: 'campaign.attachBasis', subjectKind: 'campaign', subjectId: campaignId }
  await work.audit({ ...line, change: { version } })
}

/** Attaches the 依据文件 to a campaign that runs, or a better copy of it; from then on everybody reads that one (R00). */
export async function attachBasis(
  work: Work,
  { campaignId, fileId, revision }: Checked<'campaign.attachBasis'>,
): Promise<Output<'campaign.attachBasis'>> {
  work.must('openCampaign')
  const campaign = await requireRunning(work, campaignId)
  const version = await nextBasisVersion(work, campaignId)
  // First: of two at once the second is told.
  await work.revise(Campaign, { ...campaign, revision }, { basisVersion: version })
  await keepBasis(work, campaignId, version, fileId)
  return { version }
}

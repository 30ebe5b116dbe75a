import { randomUUID } from 'node:crypto'
import { BranchOpening } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { requireCampaign } from '../campaign'
import { requireBranch } from '../organisation'
import { findOpening } from '../postArea'
import { remindOfOpening } from '../reminders'

/** The 书记 opens the 岗区 work for all departments of the branch (R03). Once a campaign; again has no effect. */
export async function openPosts(work: Work, { branchId }: Checked<'postArea.open'>): Promise<Output<'postArea.open'>> {
  work.must('openPosts', { branchId })
  await requireBranch(work, branchId)
  const campaign = await requireCampaign(work)
  if (await findOpening(work, campaign.id, branchId)) return { done: true }
  const opening = { campaignId: campaign.id, branchId, openedById: work.who.personId, openedAt: work.now }
  if (!(await work.insertOnce(BranchOpening, { id: randomUUID(), ...opening }))) return { done: true }
  const line = { action: 'postArea.open', subjectKind: 'branch', subjectId: branchId, role: 'BRANCH_SECRETARY' }
  await work.audit({ ...line, change: { campaignId: campaign.id } })
  // The morning's reminders have gone out already: who leads a department hears of it now.
  await remindOfOpening(work)
  return { done: true }
}

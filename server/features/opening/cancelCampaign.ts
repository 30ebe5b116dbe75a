import { Like } from 'typeorm'
import { doneCard } from '../../../bot/cards/done'
import { BranchPackage, Campaign, OutboxSubject, Pledge, PostArea, SignOrder } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type SubjectKey, subjectsOfCampaign } from '../../domain/cardKeys'
import { recordNotFound, refusal } from '../../refusals'
import { checkReason } from '../checkReason'

const campaignBegun = refusal(409, 'campaign.begun', '{year}年的活动已经有人填写，不能取消。有写错的，请用“更正”。')

/** Somebody has begun something under it: then it is put right, not cancelled. */
async function isBegun(work: Work, campaignId: string): Promise<boolean> {
  for (const entity of [Pledge, PostArea, BranchPackage, SignOrder])
    if (await work.manager.existsBy(entity, { campaignId })) return true
  return false
}

/** The cards that asked for something of this campaign come to their end. */
async function endCards(work: Work, { id, title }: Campaign): Promise<void> {
  for (const start of subjectsOfCampaign(id)) {
    const open = await work.manager.find(OutboxSubject, {
      select: { subjectKey: true },
      where: { subjectKey: Like(`${start}%`), finished: false },
    })
    const keys = [...new Set(open.map(({ subjectKey }) => subjectKey as SubjectKey))]
    const said = {
      title: '活动已取消，不用办理',
      line: title,
      who: work.actor?.name ?? '系统',
      at: work.now,
      path: '/',
    }
    if (keys.length) await work.finishCards(keys, doneCard(said))
  }
}

/**
 * Cancels a campaign that was opened by mistake, while nobody has begun anything under it: the one before is in force again,
 * and the year may be opened anew.
 */
export async function cancelCampaign(
  work: Work,
  { campaignId, reason, revision }: Checked<'campaign.cancel'>,
): Promise<Output<'campaign.cancel'>> {
  work.must('openCampaign')
  const campaign = await work.manager.findOneBy(Campaign, { id: campaignId, state: 'OPEN' })
  if (!campaign) throw recordNotFound({ what: '活动' })
  checkReason(reason)
  if (await isBegun(work, campaignId)) throw campaignBegun({ year: campaign.year })
  await work.revise(Campaign, { ...campaign, revision }, { state: 'CANCELLED' })
  const line = { action: 'campaign.cancel', subjectKind: 'campaign', subjectId: campaignId }
  await work.audit({ ...line, change: { year: campaign.year }, reason })
  await endCards(work, campaign)
  return { done: true }
}

import { MoreThan, Not } from 'typeorm'
import { BranchPackage, Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectsAskedInForce, subjectsOfCampaign } from '../../domain/cardKeys'
import { refusal } from '../../refusals'
import { findCampaign } from '../campaign'
import { campaignToMove, runningToMove } from './campaignToMove'
import { endCards } from './endCards'

const packagesWaiting = refusal(
  409,
  'campaign.packagesWaiting',
  '还有{count}份支部报送等机关党办受理，请先受理或退回，再结束活动。',
)
const campaignNotClosed = refusal(409, 'campaign.notClosed', '{year}年的活动还没有结束，请先结束，再归档。')
const campaignArchived = refusal(409, 'campaign.archived', '{year}年的活动已经归档，不用再办。')
const campaignRunning = refusal(409, 'campaign.running', '{year}年的活动没有结束，不用撤回。')
const campaignFollowed = refusal(
  409,
  'campaign.followed',
  '{later}年的活动已经开始，{year}年的活动不能再办，只能归档。',
)

type State = Campaign['state']

async function move(work: Work, campaign: Campaign, event: string, state: State, reason: string): Promise<void> {
  await work.revise(Campaign, campaign, { state })
  const line = { action: `campaign.${event}`, subjectKind: 'campaign', subjectId: campaign.id }
  await work.audit({ ...line, change: { year: campaign.year, before: campaign.state, after: state }, reason })
}

/**
 * Closes a campaign: nothing of it is asked for any more and nothing handed in. What hangs on the wall, plates, 践诺, links
 * and printed codes live on until the next year's take their place. What lies with 党办 is decided first.
 */
export async function closeCampaign(
  work: Work,
  { campaignId, reason, revision }: Checked<'campaign.close'>,
): Promise<Output<'campaign.close'>> {
  const campaign = await runningToMove(work, { campaignId, reason })
  const count = await work.manager.countBy(BranchPackage, { campaignId, state: 'SUBMITTED' })
  if (count) throw packagesWaiting({ count })
  const inForce = (await findCampaign(work))?.id === campaignId
  await move(work, { ...campaign, revision }, 'close', 'CLOSED', reason)
  // Under a later one the branches are asked for that.
  const starts = [...subjectsOfCampaign(campaignId), ...(inForce ? subjectsAskedInForce : [])]
  await endCards(work, starts, '活动已结束，不用办理', campaign.title)
  return { done: true }
}

/** A closed campaign is put away: it is not taken up again by mistake. */
export async function archiveCampaign(
  work: Work,
  { campaignId, reason, revision }: Checked<'campaign.archive'>,
): Promise<Output<'campaign.archive'>> {
  const campaign = await campaignToMove(work, { campaignId, reason })
  if (campaign.state === 'OPEN') throw campaignNotClosed({ year: campaign.year })
  if (campaign.state === 'ARCHIVED') throw campaignArchived({ year: campaign.year })
  await move(work, { ...campaign, revision }, 'archive', 'ARCHIVED', reason)
  return { done: true }
}

/** One step back: out of the archive, or running again while no later campaign has taken its place. */
export async function reopenCampaign(
  work: Work,
  { campaignId, reason, revision }: Checked<'campaign.reopen'>,
): Promise<Output<'campaign.reopen'>> {
  const campaign = await campaignToMove(work, { campaignId, reason })
  const { year, state } = campaign
  if (state === 'OPEN') throw campaignRunning({ year })
  const [later] = await work.manager.find(Campaign, {
    where: { year: MoreThan(year), state: Not('CANCELLED') },
    order: { year: 'DESC' },
    take: 1,
  })
  if (state === 'CLOSED' && later) throw campaignFollowed({ year, later: later.year })
  await move(work, { ...campaign, revision }, 'reopen', state === 'ARCHIVED' ? 'CLOSED' : 'OPEN', reason)
  return { done: true }
}

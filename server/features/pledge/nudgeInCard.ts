import { nudgedCard } from '../../../bot/cards/branchProgress'
import type { Press, PressAnswer } from '../../../bot/port'
import type { Work } from '../../database/work'
import { firstNames } from '../../domain/wording/nameList'
import { refusal } from '../../refusals'
import { requireCampaign } from '../campaign'
import { requireBranch } from '../organisation'
import { membersWithPledge } from './branchMembers'
import { noAccount, nudge } from './nudgeMembers'
import { isHandedIn, stateOf } from './records'

const nudgeToday = refusal(409, 'nudge.today', '未交的人今天都提醒过了。')
const nudgeUnreached = refusal(422, 'nudge.unreached', '没有发出提醒：{names}没有绑定账号，请当面告知。')

/**
 * The 书记 presses 「提醒这3位」 in the card: everyone who is missing now is reminded, with the rights and the limit of the
 * page. The branch comes from the card and is not trusted: the permission is asked for it.
 */
export async function nudgeInCard(work: Work, _press: Press, branchId: string): Promise<PressAnswer> {
  work.must('nudgeMembers', { branchId })
  const { name: branchName } = await requireBranch(work, branchId)
  const campaign = await requireCampaign(work)
  const members = await membersWithPledge(work, branchId, campaign.id)
  const missing = members.filter(({ pledge }) => !isHandedIn(stateOf(pledge)))
  const chosen = missing.filter(({ dutyStatus }) => dutyStatus !== 'LONG_SICK')
  const { sent, skipped } = await nudge(work, branchId, campaign, chosen)
  const unreached = skipped.filter(({ reason }) => reason === noAccount).map(({ name }) => name)
  if (!sent) throw unreached.length ? nudgeUnreached({ names: firstNames(unreached) }) : nudgeToday()
  const progress = {
    branchName,
    handedIn: members.length - missing.length,
    total: members.length,
    missing: missing.map(({ name }) => name),
  }
  return {
    toast: { kind: 'done', text: `已提醒${sent}位同志` },
    card: nudgedCard({ branchId, progress, sent, unreached, at: work.now }),
  }
}

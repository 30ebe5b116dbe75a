import { nudgeCard } from '../../../bot/cards/pledge'
import type { Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, instantOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { refusal } from '../../refusals'
import { loadHolidays, sendingTime } from '../calendar'
import { requireCampaign } from '../campaign'
import { withAccount } from '../organisation'
import { membersWithPledge, type OwingMember } from './branchMembers'
import { isHandedIn, stateOf } from './records'

const nudgeNobody = refusal(422, 'nudge.nobody', '没有需要提醒的人。')

export const noAccount = '没有绑定账号，请当面告知'

/** Why this member is not reminded; null when a card may go. */
function whyNot({ personId, pledge, dutyStatus }: OwingMember, reachable: Set<string>): string | null {
  if (isHandedIn(stateOf(pledge))) return '已经提交'
  // U23: the planned reminders leave them in peace as well; the branch names them with a reason when it hands in.
  if (dutyStatus === 'LONG_SICK') return '长病休养，不发提醒'
  return reachable.has(personId) ? null : noAccount
}

/** Sends the cards and writes it down; whoever asks has been checked. */
export async function nudge(
  work: Work,
  branchId: string,
  campaign: Campaign,
  chosen: OwingMember[],
): Promise<Output<'pledge.nudge'>> {
  if (!chosen.length) throw nudgeNobody()
  const personIds = chosen.map((member) => member.personId)
  const reachable = await withAccount(work, personIds)
  const { notBefore, day } = sendingTime(work, await loadHolidays(work))
  const skipped: Output<'pledge.nudge'>['skipped'] = []
  let sent = 0
  for (const member of chosen) {
    const { personId, name, pledge } = member
    const obstacle = whyNot(member, reachable)
    const added =
      !obstacle &&
      (await work.notify({
        dedupeKey: onceFor.reminder(personId, day),
        personId,
        kind: 'nudge',
        subjectKeys: [subjectFor.pledge(campaign.id, personId)],
        card: nudgeCard(toCalendarDay(pledge?.dueDay ?? campaign.dueDay), day),
        notBefore,
        expiresAt: instantOf(addDays(day, 1), 0),
      }))
    if (added) sent += 1
    else skipped.push({ name, reason: obstacle ?? '今天已经提醒过' })
  }
  const change = { asked: chosen.length, sent }
  const line = { action: 'pledge.nudge', subjectKind: 'branch', subjectId: branchId, role: 'BRANCH_SECRETARY' }
  await work.audit({ ...line, change })
  return { sent, skipped }
}

/** The secretary reminds those who are missing; at most one card a person and day, counted with the planned ones (R17). */
export async function nudgeMembers(
  work: Work,
  { branchId, personIds }: Checked<'pledge.nudge'>,
): Promise<Output<'pledge.nudge'>> {
  work.must('nudgeMembers', { branchId })
  const campaign = await requireCampaign(work)
  const members = await membersWithPledge(work, branchId, campaign.id)
  return nudge(
    work,
    branchId,
    campaign,
    members.filter((member) => personIds.includes(member.personId)),
  )
}

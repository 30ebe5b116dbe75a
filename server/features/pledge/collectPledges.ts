import { nudgeCard, returnedCard } from '../../../bot/cards/pledge'
import { Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract/schemas'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { refuse } from '../../refusals'
import { checkReason } from '../checkReason'
import { placedPerson, withAccount } from '../organisation/branchPeople'
import { remindKey } from '../reminders/remindKey'
import { membersWithPledge } from './branchMembers'
import { requireCampaign } from './campaigns'
import { isHandedIn, requirePledge, stateOf, step } from './records'

/** The secretary reminds those who are missing; at most one card a person and day, counted with the planned ones (R17). */
export async function nudgeMembers(
  work: Work,
  { branchId, personIds }: Checked<'pledge.nudge'>,
): Promise<Output<'pledge.nudge'>> {
  work.must('nudgeMembers', { branchId })
  const campaign = await requireCampaign(work)
  const members = await membersWithPledge(work, branchId, campaign.id)
  const chosen = members.filter((member) => personIds.includes(member.personId))
  if (!chosen.length) throw refuse('nudge.nobody')
  const reachable = await withAccount(work, personIds)
  const skipped: Output<'pledge.nudge'>['skipped'] = []
  let sent = 0
  for (const member of chosen) {
    const { personId, name, pledge } = member
    if (isHandedIn(stateOf(pledge))) {
      skipped.push({ name, reason: '已经提交' })
    } else if (!reachable.has(personId)) {
      skipped.push({ name, reason: '没有绑定账号,请当面告知' })
    } else {
      const added = await work.notify({
        dedupeKey: remindKey(personId, work.today),
        personId,
        kind: 'nudge',
        subjectKeys: [`pledge:${campaign.id}:${personId}`],
        card: nudgeCard(toCalendarDay(pledge?.dueDay ?? campaign.dueDay), work.today),
      })
      if (added) sent += 1
      else skipped.push({ name, reason: '今天已经提醒过' })
    }
  }
  const change = { asked: chosen.length, sent }
  await work.audit({
    action: 'pledge.nudge',
    subjectKind: 'branch',
    subjectId: branchId,
    role: 'BRANCH_SECRETARY',
    change,
  })
  return { sent, skipped }
}

/** Gives a sheet back to its member with a reason; the member hears of it at once. */
export async function returnPledge(work: Work, input: Checked<'pledge.return'>): Promise<Output<'pledge.return'>> {
  const pledge = await requirePledge(work, input.pledgeId)
  const branchId = (await placedPerson(work, pledge.personId))?.branchId ?? null
  work.must('returnPledge', { branchId })
  checkReason(input.reason)
  const state = step(stateOf(pledge), ['return'], ['branchSecretary'])
  const revision = await work.revise(
    Pledge,
    { ...pledge, revision: input.revision },
    { state, returnReason: input.reason },
  )
  await work.audit({
    action: 'pledge.return',
    subjectKind: 'pledge',
    subjectId: pledge.id,
    role: 'BRANCH_SECRETARY',
    change: { state },
    reason: input.reason,
  })
  await work.notify({
    // A return is news, not a reminder: it may come on a day on which a reminder went out.
    dedupeKey: `returned:${pledge.id}:${revision}`,
    personId: pledge.personId,
    kind: 'pledgeReturned',
    subjectKeys: [`pledge:${pledge.campaignId}:${pledge.personId}`],
    card: returnedCard(toCalendarDay(pledge.dueDay), work.today),
  })
  return { done: true }
}

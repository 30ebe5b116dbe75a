import { returnedCard } from '../../../bot/cards/pledge'
import { Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { holds } from '../../policy/actor'
import { loadHolidays, sendingTime } from '../calendar'
import { checkReason } from '../checkReason'
import { placedPerson } from '../organisation'
import { requirePledge, stateOf, step } from './records'

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
    role: holds(work.who, ['BRANCH_SECRETARY'], branchId ?? '') ? 'BRANCH_SECRETARY' : 'BRANCH_COMMITTEE',
    change: { state },
    reason: input.reason,
  })
  const { notBefore, day } = sendingTime(work, await loadHolidays(work))
  await work.notify({
    // A return is news, not a reminder: it may come on a day on which a reminder went out.
    dedupeKey: onceFor.pledgeReturned(pledge.id, revision),
    personId: pledge.personId,
    kind: 'pledgeReturned',
    subjectKeys: [subjectFor.pledge(pledge.campaignId, pledge.personId)],
    card: returnedCard(toCalendarDay(pledge.dueDay), day),
    notBefore,
  })
  return { done: true }
}

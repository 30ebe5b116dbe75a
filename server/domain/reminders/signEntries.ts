// 工作牌 in the reminder plan (R29, R31).

import { addWorkdays } from '../calendar/workdays'
import { subjectFor } from '../cardKeys'
import { type Entry, entry, type Today } from './entry'
import type { SignOrderFacts } from './facts'
import { signWorkdays } from './postDays'
import { isWeeklyFrom } from './schedule'

/** A proof nobody has answered for two working days, and an order that waits as long for 终审; then weekly. */
export const signEntries = (today: Today, { orderId, proofs, approval }: SignOrderFacts): Entry[] => {
  const dueAfter = (start: SignOrderFacts['proofs'][number]['sentOn']) =>
    addWorkdays(start, signWorkdays, today.table).day
  const unanswered = proofs.flatMap(({ departmentId, leadId, sentOn }) => {
    const dueDay = dueAfter(sentOn)
    const isToday = isWeeklyFrom(today.day, dueDay, today.table)
    const about = subjectFor.proof(orderId, departmentId)
    const matter = { personId: leadId, subjectId: `${orderId}:${departmentId}`, about, dueDay }
    return isToday ? [entry(today, 'proofDue', matter)] : []
  })
  if (!approval || !isWeeklyFrom(today.day, dueAfter(approval.arrivedOn), today.table)) return unanswered
  const matter = { subjectId: orderId, about: subjectFor.signApproval(orderId), dueDay: dueAfter(approval.arrivedOn) }
  return [
    ...unanswered,
    ...approval.approverIds.map((personId) => entry(today, 'signOrderDue', { personId, ...matter })),
  ]
}

// 工作牌 in the reminder plan (R29, R31).

import type { CalendarDay } from '../calendar/calendarDay'
import { addWorkdays } from '../calendar/workdays'
import { type SubjectKey, subjectFor } from '../cardKeys'
import { type Entry, entry, type Today } from './entry'
import type { SignOrderFacts } from './facts'
import { signWorkdays } from './postDays'
import { followUpFrom } from './schedule'
import { stalledEntries } from './stalled'

/** A proof nobody has answered for two working days, and an order that waits as long for 终审; then followed up. */
export const signEntries = (
  today: Today,
  { orderId, proofs, approval }: SignOrderFacts,
  officeIds: readonly string[],
): Entry[] => {
  const asked = (
    kind: 'proofDue' | 'signOrderDue',
    what: string,
    matter: { personId: string; subjectId: string; about: SubjectKey; start: CalendarDay },
  ): Entry[] => {
    const { start, ...facts } = matter
    const dueDay = addWorkdays(start, signWorkdays, today.table).day
    const { owner, above } = followUpFrom(today.day, dueDay, today.table)
    const { personId, about, subjectId } = facts
    const stalled = { ownerIds: [personId], aboveIds: officeIds, about, dueDay, what, path: `/sign-orders/${orderId}` }
    return [
      ...(owner ? [entry(today, kind, { personId, subjectId, about, dueDay })] : []),
      ...(above ? stalledEntries(today, stalled) : []),
    ]
  }
  return [
    ...proofs.flatMap(({ departmentId, leadId: personId, sentOn: start }) => {
      const about = subjectFor.proof(orderId, departmentId)
      return asked('proofDue', '样稿校对', { personId, subjectId: `${orderId}:${departmentId}`, about, start })
    }),
    ...(approval?.approverIds ?? []).flatMap((personId) =>
      asked('signOrderDue', '工作牌费用终审', {
        personId,
        subjectId: orderId,
        about: subjectFor.signApproval(orderId),
        start: approval?.arrivedOn ?? today.day,
      }),
    ),
  ]
}

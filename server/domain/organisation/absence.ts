// Who is away for some days (请假、出差): reminders rest, deadlines do not (rules §2.4).
import { type CalendarDay, dayName, daysBetween } from '../calendar/calendarDay'
import { overlap } from './grantRules'

export const absenceKinds = ['LEAVE', 'TRIP', 'STUDY'] as const
export type AbsenceKind = (typeof absenceKinds)[number]
export const absenceNames: Record<AbsenceKind, string> = { LEAVE: '请假', TRIP: '出差', STUDY: '外出学习' }

/** Longer than this somebody is not away but 借调、长期病假: a fact of the roster. */
const mostDays = 183

interface Days {
  fromDay: CalendarDay
  toDay: CalendarDay
}

/** What is wrong with these days, beside those he is away already: the field and the sentence; null for nothing. */
export function absenceProblem(
  { fromDay, toDay }: Days,
  known: readonly { fromDay: string; toDay: string }[],
): [keyof Days, string] | null {
  if (toDay < fromDay) return ['toDay', `最后一天${dayName(toDay)}早于第一天${dayName(fromDay)}。`]
  if (daysBetween(fromDay, toDay) >= mostDays)
    return ['toDay', '最长登记半年；借调、长期病假的，请在名册里改“在岗情况”。']
  const other = known.find((each) => overlap(each, { fromDay, toDay }))
  return other ? ['fromDay', `已经登记了${dayName(other.fromDay)}至${dayName(other.toDay)}不在，请核对。`] : null
}

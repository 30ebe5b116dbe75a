import { type CalendarDay, daysBetween } from '../calendar/calendarDay'
import type { HolidayTable } from '../calendar/workdays'
import type { ReminderItem, ReminderKind } from './facts'

/** One line for one person, before a person's lines become one card. */
export type Entry = { readonly personId: string; readonly item: ReminderItem }
export type Today = { readonly day: CalendarDay; readonly table: HolidayTable }

export const entry = (
  { day }: Today,
  personId: string,
  kind: ReminderKind,
  subjectId: string,
  dueDay: CalendarDay,
  count?: number,
): Entry => {
  const item = { kind, subjectId, dueDay, daysLeft: daysBetween(day, dueDay) }
  return { personId, item: count === undefined ? item : { ...item, count } }
}

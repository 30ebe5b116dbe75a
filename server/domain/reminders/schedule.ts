// When a reminder falls due; rules §6.5. Every day given here is a working day.
import { addDays, type CalendarDay } from '../calendar/calendarDay'
import {
  addWorkdays,
  anchorDay,
  graceDay,
  type HolidayTable,
  isWorkday,
  reportingDue,
  workdaysSince,
} from '../calendar/workdays'

export type Deadline = { readonly openedOn: CalendarDay; readonly dueDay: CalendarDay }

/** The first working day on which people can be told that something has opened. */
const openingDay = (openedOn: CalendarDay, table: HolidayTable): CalendarDay => graceDay(openedOn, table).day

/**
 * Whether `day` is the opening or T-n for one of `workdaysBefore` (T is the last working day on or before the due day).
 * A campaign that opens late has a compressed plan: what lies before its opening is dropped, and so is a reminder on
 * the working day after the opening, unless only T-1 or T are left (the first campaign had 9 days, not 30).
 */
export const isBeforeDeadline = (
  day: CalendarDay,
  { openedOn, dueDay }: Deadline,
  workdaysBefore: readonly number[],
  table: HolidayTable,
): boolean => {
  const opening = openingDay(openedOn, table)
  if (day === opening) return true
  if (day < opening) return false
  const anchor = anchorDay(dueDay, table).day
  const tooSoon = addWorkdays(opening, 1, table).day
  return workdaysBefore.some(
    (before) => addWorkdays(anchor, -before, table).day === day && (before <= 1 || day > tooSoon),
  )
}

/**
 * After its day, whose it is is asked twice more; then those above hear of it, twice, and nobody is written to any more (P9):
 * it stays among the tasks and on the boards. In working days. `daily` is what a whole branch waits for (R57).
 */
const followUps = {
  usual: { owner: [1, 3], above: [3, 8] },
  daily: { owner: [1, 2, 3], above: [4, 9] },
} as const

export interface FollowUp {
  readonly owner: boolean
  readonly above: boolean
}

/** The one rule for all that is followed up: whether `day` is one on which a matter that is owed since `start` is asked for. */
export const followUp = (
  day: CalendarDay,
  start: CalendarDay,
  table: HolidayTable,
  gait: keyof typeof followUps = 'usual',
): FollowUp => {
  if (!isWorkday(day, table).workday) return { owner: false, above: false }
  const passed = workdaysSince(start, day, table)
  const { owner, above }: Record<keyof FollowUp, readonly number[]> = followUps[gait]
  return { owner: owner.includes(passed), above: above.includes(passed) }
}

/** The same for what nobody has been asked for before its day. */
export const followUpFrom = (day: CalendarDay, dueDay: CalendarDay, table: HolidayTable): FollowUp => {
  const { owner, above } = followUp(day, dueDay, table)
  return { owner: owner || day === dueDay, above }
}

/** R57: completion +1, +5, +8 and +10 natural days, each moved to a working day but not past the last one in time. */
export const isReportDay = (day: CalendarDay, completedOn: CalendarDay, table: HolidayTable): boolean => {
  const last = anchorDay(reportingDue(completedOn), table).day
  if (day <= completedOn || day > last) return false
  return day === last || [1, 5, 8].some((days) => graceDay(addDays(completedOn, days), table).day === day)
}

/** Voters hear of it when voting opens, half-way, and on the last working day; in a window of three days or less not half-way. */
export const isVotingReminder = (
  day: CalendarDay,
  opensOn: CalendarDay,
  closesOn: CalendarDay,
  table: HolidayTable,
): boolean => {
  const first = openingDay(opensOn, table)
  const last = anchorDay(closesOn, table).day
  if (day < first || day > last) return false
  const length = workdaysSince(first, last, table)
  const middle = addWorkdays(first, Math.floor(length / 2), table).day
  return day === first || day === last || (length > 2 && day === middle)
}

/** Whether `day` is the last working day voting is open: scrutineers are told to be ready. */
export const isVotingEnd = (day: CalendarDay, closesOn: CalendarDay, table: HolidayTable): boolean =>
  day === anchorDay(closesOn, table).day

/** Whether `day` is `workdaysBefore` working days before the end of a period. */
export const isBeforePeriodEnd = (
  day: CalendarDay,
  periodEnd: CalendarDay,
  workdaysBefore: number,
  table: HolidayTable,
): boolean => day === addWorkdays(anchorDay(periodEnd, table).day, -workdaysBefore, table).day

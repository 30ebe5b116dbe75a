// Working days with 调休: decisions D1 and D14, golden table of rules §6.4.
import { addDays, type CalendarDay, monthOf, toCalendarDay, weekdayOf, yearOf } from './calendarDay'

/** What the State Council's yearly notices say, as far as they are known. */
export type HolidayTable = {
  /** Whether the notice of that year is in the table. An empty file for a year means "not published yet", not "no holidays". */
  readonly covers: (year: number) => boolean
  /** Only days a notice or the office names, also a holiday that falls on a weekend; undefined: the weekday decides. */
  readonly kindOf: (day: CalendarDay) => 'OFF' | 'WORK' | undefined
  /** The holiday a day is by law in a year whose notice is missing; tables of tests need not know. */
  readonly byLaw?: (day: CalendarDay) => string | undefined
}

/** `provisional`: the answer rests on weekends and the holidays fixed by law alone, because a State Council notice it needs is not in the table. */
export type WorkdayAnswer = { readonly workday: boolean; readonly provisional: boolean }
export type FoundDay = { readonly day: CalendarDay; readonly provisional: boolean }

const december = 12
// No holiday lasts a month, so a table that closes one is a mistake and must not hang the search.
const longestSearchDays = 31

/**
 * Whether people work that day. Never a silent guess: without the notice of the year, and in December also without
 * that of the next year (2018-12-29 to 31 stand in the notice for 2019), the law's own holidays are off, of the other days the
 * weekday decides, and `provisional` is true.
 */
export const isWorkday = (day: CalendarDay, table: HolidayTable): WorkdayAnswer => {
  const kind = table.kindOf(day)
  if (kind) return { workday: kind === 'WORK', provisional: false }
  const year = yearOf(day)
  const known = table.covers(year) && (monthOf(day) < december || table.covers(year + 1))
  return { workday: weekdayOf(day) <= 5 && !table.byLaw?.(day), provisional: !known }
}

const nearestWorkday = (start: CalendarDay, direction: 1 | -1, table: HolidayTable): FoundDay => {
  let provisional = false
  for (let step = 0; step <= longestSearchDays; step++) {
    const day = addDays(start, step * direction)
    const answer = isWorkday(day, table)
    provisional = provisional || answer.provisional
    if (answer.workday) return { day, provisional }
  }
  throw new RangeError(`no working day within ${longestSearchDays} days of ${start}`)
}

/** Of each table what was counted with it: a house asks for the same few days again for each of its branches. */
const counted = new WeakMap<HolidayTable, Map<string, FoundDay>>()

function kept(table: HolidayTable, key: string, find: () => FoundDay): FoundDay {
  const known = counted.get(table) ?? new Map<string, FoundDay>()
  counted.set(table, known)
  const found = known.get(key) ?? find()
  known.set(key, found)
  return found
}

/** The last working day on or before a date. Reminders aim at it; the date itself stays the deadline (D1). */
export const anchorDay = (date: CalendarDay, table: HolidayTable): FoundDay =>
  kept(table, `${date} anchor`, () => nearestWorkday(date, -1, table))

/** The next working day on or after a due day: only from the day after it is a report shown as overdue (D1, R57). */
export const graceDay = (due: CalendarDay, table: HolidayTable): FoundDay =>
  kept(table, `${due} grace`, () => nearestWorkday(due, 1, table))

/** The `days`-th working day after a day (before it when negative); 0 gives the day itself, working or not. */
export const addWorkdays = (day: CalendarDay, days: number, table: HolidayTable): FoundDay =>
  kept(table, `${day} ${days}`, () => countWorkdays(day, days, table))

const countWorkdays = (day: CalendarDay, days: number, table: HolidayTable): FoundDay => {
  if (!Number.isInteger(days)) throw new RangeError(`not a whole number of days: ${days}`)
  const direction = days < 0 ? -1 : 1
  let found: FoundDay = { day, provisional: false }
  for (let step = 0; step < Math.abs(days); step++) {
    const next = nearestWorkday(addDays(found.day, direction), direction, table)
    found = { day: next.day, provisional: found.provisional || next.provisional }
  }
  return found
}

/** Of each table and year: how many working days have passed with each of its days, gone through once. */
const passed = new WeakMap<HolidayTable, Map<number, ReadonlyMap<CalendarDay, number>>>()

function passedIn(year: number, table: HolidayTable): ReadonlyMap<CalendarDay, number> {
  const known = passed.get(table) ?? new Map<number, ReadonlyMap<CalendarDay, number>>()
  passed.set(table, known)
  const before = known.get(year)
  if (before) return before
  const counts = new Map<CalendarDay, number>()
  let count = 0
  for (let day = toCalendarDay(`${year}-01-01`); yearOf(day) === year; day = addDays(day, 1)) {
    if (isWorkday(day, table).workday) count += 1
    counts.set(day, count)
  }
  known.set(year, counts)
  return counts
}

/** Working days from the day after `start` up to and including `day`; 0 when `day` is not later. Ten years are no more work than one. */
export const workdaysSince = (start: CalendarDay, day: CalendarDay, table: HolidayTable): number => {
  if (day <= start) return 0
  let count = (passedIn(yearOf(day), table).get(day) ?? 0) - (passedIn(yearOf(start), table).get(start) ?? 0)
  for (let year = yearOf(start); year < yearOf(day); year += 1)
    count += passedIn(year, table).get(toCalendarDay(`${year}-12-31`)) ?? 0
  return count
}

/** R57: 「完成后10日内」 is ten natural days, the day of completion not counted (民法典 201), and is never moved. */
export const reportingDue = (completedDay: CalendarDay): CalendarDay => addDays(completedDay, 10)

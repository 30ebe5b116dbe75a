// D1, rules §6.4: the date stays the deadline; what the page shows beside it is the working day that reminders aim at.
import type { Output } from '../../../server/contract'
import { isCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { anchorDay, type FoundDay, type HolidayTable } from '../../../server/domain/calendar/workdays'

export type CalendarYear = Output<'calendar.days'>

const toTable = (years: Readonly<Record<number, CalendarYear>>): HolidayTable => {
  const kinds = new Map(Object.values(years).flatMap(({ days }) => days.map(({ day, kind }) => [day, kind] as const)))
  return { covers: (year) => years[year]?.covered ?? false, kindOf: (day) => kinds.get(day) }
}

/** The last working day on or before the due day; null while no day is chosen. */
export const workdayBefore = (dueDay: string, years: Readonly<Record<number, CalendarYear>>): FoundDay | null =>
  isCalendarDay(dueDay) ? anchorDay(dueDay, toTable(years)) : null

/** The years whose holidays decide about a day: December also needs the next year's notice (D14). */
export const yearsNeeded = (dueDay: string): number[] => {
  if (!isCalendarDay(dueDay)) return []
  const year = Number(dueDay.slice(0, 4))
  return dueDay.slice(5, 7) === '12' ? [year, year + 1] : [year]
}

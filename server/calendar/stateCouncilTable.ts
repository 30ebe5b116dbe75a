// Of chinese-days (1.5.7) its published list of days is read here, not its functions: for a
// year without a list they answer by weekday without saying so, and west of Greenwich they are one day off.
import published from 'chinese-days/dist/chinese-days.json'
import { type CalendarDay, yearOf } from '../domain/calendar/calendarDay'
import type { HolidayTable } from '../domain/calendar/workdays'
import { statutoryHolidays } from './statutoryHolidays'

/** A day set by 机关党办, because a notice came out after this version or the group works differently. */
export type AdministratorDay = { readonly day: CalendarDay; readonly kind: 'OFF' | 'WORK' }

const holidays: Readonly<Record<string, string>> = published.holidays
const workdays: Readonly<Record<string, string>> = published.workdays

// A year's list is there when it names National Day. Counting entries would not do: the list of one year also
// holds the last days of December before it (2018-12-30 belongs to the notice for 2019).
const isPublished = (year: number): boolean => `${year}-10-01` in holidays

/**
 * The State Council's days for the years chinese-days really holds, with the administrator's days winning over them.
 * `confirmedYears` are years whose whole notice the administrator has entered; single days do not confirm a year.
 */
export const stateCouncilTable = (
  administratorDays: readonly AdministratorDay[] = [],
  confirmedYears: readonly number[] = [],
): HolidayTable => {
  const stated = new Map(administratorDays.map(({ day, kind }) => [day, kind]))
  const covers = (year: number): boolean => confirmedYears.includes(year) || isPublished(year)
  return {
    covers,
    byLaw: (day) => (covers(yearOf(day)) ? undefined : statutoryHolidays(yearOf(day)).get(day)),
    kindOf: (day) => stated.get(day) ?? (day in workdays ? 'WORK' : day in holidays ? 'OFF' : undefined),
  }
}

// Of chinese-days only the tables of the Chinese calendar are read here, counted from a fixed day: its dates are a day off
// west of Greenwich, and ICU's calendar has 春节 of 2027 a day late.
import { getYearLeapMonth, monthDays } from 'chinese-days'
import { addDays, type CalendarDay, toCalendarDay } from '../domain/calendar/calendarDay'

/** 正月初一 of the year 2000. */
const firstYear = 2000
const firstDay = toCalendarDay('2000-02-05')

const monthsBefore = (month: number): number[] => Array.from({ length: month - 1 }, (_, at) => at + 1)

/** How many days a Chinese year has before its ordinary month; a leap month follows the one it is named after. */
const daysBefore = (year: number, month: number): number => {
  const leap = getYearLeapMonth(year)
  const extra = leap.leapMonth && leap.leapMonth < month ? leap.days : 0
  return monthsBefore(month).reduce((sum, each) => sum + monthDays(year, each), extra)
}

const lunarDay = (year: number, month: number, day: number): CalendarDay => {
  let days = daysBefore(year, month) + day - 1
  for (let before = firstYear; before < year; before += 1) days += daysBefore(before, 13)
  return addDays(firstDay, days)
}

/** 清明 of the years 2000 to 2099, by the usual approximation of the solar term. */
const qingming = (year: number): CalendarDay => {
  const inCentury = year % 100
  const day = Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4)
  return toCalendarDay(`${year}-04-${String(day).padStart(2, '0')}`)
}

const findDays = (year: number): [CalendarDay, string][] => {
  const on = (day: string): CalendarDay => toCalendarDay(`${year}-${day}`)
  const newYear = lunarDay(year, 1, 1)
  return [
    [on('01-01'), '元旦'],
    ...[-1, 0, 1, 2].map((days): [CalendarDay, string] => [addDays(newYear, days), '春节']),
    [qingming(year), '清明节'],
    [on('05-01'), '劳动节'],
    [on('05-02'), '劳动节'],
    [lunarDay(year, 5, 5), '端午节'],
    [lunarDay(year, 8, 15), '中秋节'],
    [on('10-01'), '国庆节'],
    [on('10-02'), '国庆节'],
    [on('10-03'), '国庆节'],
  ]
}

const known = new Map<number, ReadonlyMap<CalendarDay, string>>()

/**
 * The days that 《全国年节及纪念日放假办法》 (as of 2025) makes holidays in any year, before a notice says how they are moved
 * together. 春节 begins the day before, 除夕.
 */
export function statutoryHolidays(year: number): ReadonlyMap<CalendarDay, string> {
  const before = known.get(year)
  if (before) return before
  const found = new Map(findDays(year))
  known.set(year, found)
  return found
}

import { addDays, type CalendarDay, toCalendarDay } from '../../../server/domain/calendar/calendarDay'

const lateOpeningDays = 14

/** 9月20日 of the year (R14, R19, R26); two weeks from now when that has passed. */
export const usualDueDay = (today: string): CalendarDay => {
  const usual = toCalendarDay(`${today.slice(0, 4)}-09-20`)
  return today <= usual ? usual : addDays(toCalendarDay(today), lateOpeningDays)
}

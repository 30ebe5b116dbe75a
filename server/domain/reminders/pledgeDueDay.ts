import { type CalendarDay, toCalendarDay } from '../calendar/calendarDay'
import { addWorkdays, type HolidayTable } from '../calendar/workdays'

/** 「Joiner mid-year: own due date = join + 20 workdays」 (domain §3.2, default). */
const joinerWorkdays = 20

/**
 * By when a member owes the 承诺书: the campaign's day, or for somebody who joined after its opening 20 working days
 * after joining. Without a known day of joining it is the campaign's. Days as 'YYYY-MM-DD'; RangeError for anything else.
 */
export const pledgeDueDay = (
  campaign: { readonly openedDay: string; readonly dueDay: string },
  joinedDay: string | null,
  table: HolidayTable,
): CalendarDay =>
  joinedDay !== null && joinedDay > campaign.openedDay
    ? addWorkdays(toCalendarDay(joinedDay), joinerWorkdays, table).day
    : toCalendarDay(campaign.dueDay)

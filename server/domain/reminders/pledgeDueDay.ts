import { type CalendarDay, toCalendarDay } from '../calendar/calendarDay'
import { addWorkdays, type HolidayTable } from '../calendar/workdays'
import { type CampaignRules, rulesOf } from '../campaignRules'

/** Who joined after the opening has a day of the own; nobody else's day asks for a table of holidays. */
export const joinedLater = (campaign: { readonly openedDay: string }, joinedDay: string | null): joinedDay is string =>
  joinedDay !== null && joinedDay > campaign.openedDay

/**
 * By when a member owes the 承诺书: the campaign's day, or for somebody who joined after its opening a number
 * of working days after joining (rules §3.2: 20 unless 党办 set another). Without a known day of joining it is the campaign's. Days as 'YYYY-MM-DD'; RangeError for anything else.
 */
export const pledgeDueDay = (
  campaign: { readonly openedDay: string; readonly dueDay: string; readonly rules: Partial<CampaignRules> | null },
  joinedDay: string | null,
  table: HolidayTable,
): CalendarDay =>
  joinedLater(campaign, joinedDay)
    ? addWorkdays(toCalendarDay(joinedDay), rulesOf(campaign.rules).joinerWorkdays, table).day
    : toCalendarDay(campaign.dueDay)

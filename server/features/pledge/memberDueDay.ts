import type { Campaign } from '../../../entities'
import type { Work } from '../../database/work'
import { type CalendarDay, toCalendarDay } from '../../domain/calendar/calendarDay'
import { joinedLater, pledgeDueDay } from '../../domain/reminders/pledgeDueDay'
import { loadHolidays } from '../calendar'

/** The day the own sheet of whoever acts is due: who joins in the course of the year has a day of their own (rules §3.2). */
export async function memberDueDay(work: Work, campaign: Campaign): Promise<CalendarDay> {
  const { joinedDay } = work.who
  if (!joinedLater(campaign, joinedDay)) return toCalendarDay(campaign.dueDay)
  return pledgeDueDay(campaign, joinedDay, await loadHolidays(work))
}

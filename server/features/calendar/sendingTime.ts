import type { Work } from '../../database/work'
import { type CalendarDay, dayOfInstant } from '../../domain/calendar/calendarDay'
import type { HolidayTable } from '../../domain/calendar/workdays'
import { nextSendingInstant } from '../../domain/reminders/quietHours'

/** Within the hours the rule only steps out of the crowded minute, by this much at least: one card need not wait for that. */
const crowdedMilliseconds = 60_000

/**
 * When a card that somebody causes by hand may go out, in UTC milliseconds, and the day it then counts for: at once, or
 * on the next working morning where it would disturb somebody's evening or holiday (民法典 1033, rules §6.2).
 */
export function sendingTime(work: Work, holidays: HolidayTable): { notBefore: number; day: CalendarDay } {
  const isQuiet = nextSendingInstant(work.now, holidays, 0) - work.now > crowdedMilliseconds
  const notBefore = isQuiet ? nextSendingInstant(work.now, holidays, Math.random()) : work.now
  return { notBefore, day: dayOfInstant(notBefore) }
}

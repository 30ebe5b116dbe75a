import { addDays, dayOfInstant, hourOfInstant, instantOf, minuteOfInstant } from '../calendar/calendarDay'
import { graceDay, type HolidayTable, isWorkday } from '../calendar/workdays'

const firstHour = 9
const endHour = 18
const minuteMs = 60_000
// Everybody's jobs fire at full and half hours, which is when chat platforms answer slowly or refuse.
const crowdedMinutes = [0, 30]
const spreadMinutes = 25

/**
 * The next instant (milliseconds since 1970) at which a card may be sent: working days 9:00–18:00 in China
 * (民法典 1033), never in minute :00 or :30. An instant that is fine comes back unchanged; others land in the 25
 * minutes after the moment they had to wait for, at the place `jitter` (0 ≤ jitter < 1, else a RangeError) names.
 */
export const nextSendingInstant = (epochMs: number, table: HolidayTable, jitter: number): number => {
  if (!(jitter >= 0 && jitter < 1)) throw new RangeError(`jitter must be in [0, 1): ${jitter}`)
  const today = dayOfInstant(epochMs)
  const hour = hourOfInstant(epochMs)
  const isOpen = isWorkday(today, table).workday && hour < endHour
  const delay = minuteMs + Math.floor(jitter * (spreadMinutes - 1) * minuteMs)
  if (!isOpen) return instantOf(graceDay(addDays(today, 1), table).day, firstHour * 60) + delay
  if (hour < firstHour) return instantOf(today, firstHour * 60) + delay
  return crowdedMinutes.includes(minuteOfInstant(epochMs)) ? epochMs + delay : epochMs
}

// When unsigned opinions go to whoever reads them (rules §4.6.12). Pure.
import { addDays, type CalendarDay } from '../calendar/calendarDay'

/** So many come out together at least: of one alone everybody who sees it come knows when it was written. */
export const leastTogether = 3
/** Fewer wait so long; then they are read all the same, for somebody has to hear of them. */
export const longestWaitDays = 7
/** What a phone called its opinion is remembered so long: sent again within it, it is the same one. */
export const rememberedDays = 30

/** Whether those that came on these days before today go now; `days` in any order. */
export function goTogether(days: readonly CalendarDay[], today: CalendarDay): boolean {
  if (days.length >= leastTogether) return true
  return days.some((day) => day <= addDays(today, -longestWaitDays))
}

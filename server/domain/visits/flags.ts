import { type CalendarDay, daysBetween } from '../calendar/calendarDay'
import { foldText } from '../wording/foldText'

// What is said openly of an entry and holds nobody up (R34): none of these is refused.

/** An entry more than this many days after the visit is flagged 补录. */
const promptDays = 7
/** Fewer characters are a phrase that fits many visits (一切正常), and no copy (*default*). */
const fewestCopied = 10

export const isBackfilled = (visitedDay: CalendarDay, today: CalendarDay): boolean =>
  daysBetween(visitedDay, today) > promptDays

/** Whether the text is that of another entry, however it is spaced and whatever signs are in it. */
export function isCopied(content: string, earlier: readonly string[]): boolean {
  const folded = foldText(content)
  return [...folded].length >= fewestCopied && earlier.some((other) => foldText(other) === folded)
}

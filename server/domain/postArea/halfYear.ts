import {
  type CalendarDay,
  type HalfYear,
  halfDays,
  halfOf,
  instantOf,
  monthOf,
  toCalendarDay,
  yearOf,
} from '../calendar/calendarDay'
import { addWorkdays, anchorDay, type HolidayTable } from '../calendar/workdays'
import type { PostAreaEvent, PostAreaState } from './states'

/** Steps after which nobody asks about the effect again in the same half-year: it was looked at, or has only just begun. */
export const reviewingEvents: readonly PostAreaEvent[] = ['confirmHalfYear', 'hangPlate']

export interface ReviewFacts {
  state: string
  /** The half-year whose evaluation 党办 has opened; null when none is. */
  evaluatedHalf: string | null
  /** Days of its steps of `reviewingEvents`. */
  reviewedOn: readonly CalendarDay[]
}

/** Working days after the opening of the half-year's evaluation (*default*): the 支委会 looks at plates and people together. */
const reviewWorkdays = 10

/** The day of the review (rules §6.5): never after the last working day of its half, when nothing of it can be seen any more. */
export function reviewDay(half: string, openedOn: CalendarDay, table: HolidayTable): CalendarDay {
  const last = anchorDay(halfDays(half).last, table).day
  const usual = addWorkdays(openedOn, reviewWorkdays, table).day
  return usual < last ? usual : last
}

/** The instant at which the half-year of this day begins. */
export const halfBegan = (today: CalendarDay): number =>
  instantOf(toCalendarDay(`${String(yearOf(today)).padStart(4, '0')}-${monthOf(today) <= 6 ? '01' : '07'}-01`), 0)

const active: PostAreaState = 'ACTIVE'

/**
 * 动态管理 (rules §3.1): while the evaluation of the current half-year is open, a 岗 or 区 whose plate hangs waits for the 书记,
 * who confirms or suspends it, until it has been looked at in that half-year. The evaluation of an earlier half asks
 * nothing: what was missed then cannot be seen now.
 */
export function reviewDue({ state, evaluatedHalf, reviewedOn }: ReviewFacts, today: CalendarDay): boolean {
  const half: HalfYear = halfOf(today)
  return state === active && evaluatedHalf === half && !reviewedOn.some((day) => halfOf(day) === half)
}

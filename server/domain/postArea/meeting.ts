import type { CalendarDay } from '../calendar/calendarDay'

export interface MeetingCounts {
  dueCount: number
  presentCount: number
  votesFor: number
}

/**
 * R07: somebody was there, not more than were called, and not more voted for the nominee than were there. The meeting is of
 * the department's people, 群众 included, so no count is compared with the members; a department without 群众 meets alike.
 */
export const countsFit = ({ dueCount, presentCount, votesFor }: MeetingCounts): boolean =>
  presentCount > 0 && presentCount <= dueCount && votesFor >= 0 && votesFor <= presentCount

/** A meeting is recorded after it was held: today at the latest. */
export const hasBeenHeld = (day: string, today: CalendarDay): boolean => day <= today

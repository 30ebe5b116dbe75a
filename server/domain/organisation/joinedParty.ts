import { dayName } from '../calendar/calendarDay'

/** The year in which the party was founded. */
const firstDay = '1921-07-01'

/** Why this cannot be the day on which somebody joined the party, or null. `today` as calendar day. */
export const joinedPartyProblem = (day: string | null, today: string): string | null =>
  day !== null && (day < firstDay || day > today) ? `入党时间要在${dayName(firstDay)}和今天之间。` : null

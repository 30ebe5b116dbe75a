import type { Database } from '../../database/work'
import type { CalendarDay } from '../../domain/calendar/calendarDay'

export async function closeDueVotings(_database: Database, _day: CalendarDay): Promise<string> {
  return 'none due'
}

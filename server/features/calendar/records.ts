import { Holiday } from '../../../entities'
import { stateCouncilTable } from '../../calendar/stateCouncilTable'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import type { HolidayTable } from '../../domain/calendar/workdays'

/** The calendar in force: State Council data of the package, and the days the administrator added, which win (D14). */
export async function loadHolidays(work: Work): Promise<HolidayTable> {
  const added = await work.manager.find(Holiday)
  return stateCouncilTable(added.map(({ day, kind }) => ({ day: toCalendarDay(day), kind })))
}

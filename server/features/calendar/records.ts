import { Holiday } from '../../../entities'
import { stateCouncilTable } from '../../calendar/stateCouncilTable'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import type { HolidayTable } from '../../domain/calendar/workdays'

const known = new WeakMap<Work, HolidayTable>()

/**
 * The calendar in force: State Council data of the package, and what the office added, which wins (D14). Read once
 * in a unit of work, however many cards it writes.
 */
export async function loadHolidays(work: Work): Promise<HolidayTable> {
  const before = known.get(work)
  if (before) return before
  const added = await work.manager.find(Holiday)
  const table = stateCouncilTable(
    added.map(({ day, kind }) => ({ day: toCalendarDay(day), kind })),
    added.flatMap(({ noticeYear }) => noticeYear ?? []),
  )
  known.set(work, table)
  return table
}

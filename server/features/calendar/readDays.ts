import { Holiday } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, toCalendarDay, weekdayOf } from '../../domain/calendar/calendarDay'
import { loadHolidays } from './records'

const isWeekend = (day: ReturnType<typeof toCalendarDay>): boolean => weekdayOf(day) > 5

/** The days of a year on which work differs from the plain week. */
export async function calendarDays(work: Work, { year }: Checked<'calendar.days'>): Promise<Output<'calendar.days'>> {
  const added = new Map((await work.manager.find(Holiday)).map((row) => [row.day, row]))
  const table = await loadHolidays(work)
  const days: Output<'calendar.days'>['days'] = []
  for (let day = toCalendarDay(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 1)) {
    const kind = table.kindOf(day)
    const own = added.get(day)
    const byLaw = kind ? undefined : table.byLaw?.(day)
    if ((own && own.noticeYear === null) || byLaw || (kind && (kind === 'OFF') !== isWeekend(day))) {
      const name = own?.name ?? byLaw ?? ''
      const source = { added: own !== undefined, byLaw: byLaw !== undefined, ofNotice: own?.noticeYear != null }
      days.push({ day, kind: own?.kind ?? kind ?? 'OFF', name, ...source })
    }
  }
  return { covered: table.covers(year), days }
}

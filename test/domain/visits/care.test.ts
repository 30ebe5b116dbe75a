import { addDays, instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type { HolidayTable } from '../../../server/domain/calendar/workdays'
import { escalationOf, isLate, logDueDay, reachable, reachedOn, spanText } from '../../../server/domain/visits/care'

const at = (day: string, time = '00:00'): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return instantOf(toCalendarDay(day), hours * 60 + minutes)
}
const second = 1000

describe('突发情况: hours as they pass (R37)', () => {
  /** Raised on the evening before National Day: nights, the weekend and the holiday count like any hour. */
  const raised = at('2026-09-30', '21:30')
  const golden: [state: string, helpers: number, now: number, told: string | null, due?: string][] = [
    ['RAISED', 1, raised, null],
    ['RAISED', 0, raised, 'tellSecretary'],
    ['RAISED', 2, at('2026-10-01', '21:30') - second, null],
    ['RAISED', 2, at('2026-10-01', '21:30'), 'tellSecretary'],
    ['RAISED', 2, at('2026-10-05'), 'tellSecretary'],
    ['WITH_SECRETARY', 2, at('2026-10-01', '21:30'), null],
    ['WITH_SECRETARY', 0, at('2026-10-02', '21:30') - second, null],
    ['WITH_SECRETARY', 0, at('2026-10-02', '21:30'), 'tellOffice'],
    ['WITH_OFFICE', 1, at('2026-10-09'), null],
    ['REACHED', 1, at('2026-10-09'), null],
    ['REACHED', 1, at('2026-10-12', '23:59'), null, '2026-10-12'],
    ['REACHED', 0, at('2026-10-13'), 'tellUnlogged', '2026-10-12'],
    ['UNLOGGED', 1, at('2026-10-20'), null, '2026-10-12'],
    ['CLOSED', 1, at('2026-10-09'), null],
    ['CANCELLED', 0, at('2026-10-09'), null],
  ]
  test.each(golden)('%s, %d who look after the person', (state, helpers, now, told, due = '') => {
    expect(escalationOf({ state, raisedAt: raised, helpers, logDueDay: due || null }, now)).toBe(told)
  })

  test('over the turn of the year as on any other night', () => {
    const last = at('2026-12-31', '23:59')
    expect(
      escalationOf({ state: 'RAISED', raisedAt: last, helpers: 1, logDueDay: null }, at('2027-01-01', '23:58')),
    ).toBeNull()
    expect(
      escalationOf({ state: 'RAISED', raisedAt: last, helpers: 1, logDueDay: null }, at('2027-01-01', '23:59')),
    ).toBe('tellSecretary')
  })

  test('in time is 24 hours and no second more', () => {
    expect(isLate(raised, raised + 86_400_000, raised)).toBe(false)
    expect(isLate(raised, raised + 86_400_001, raised)).toBe(true)
    expect(isLate(raised, null, raised + 3600)).toBe(false)
    expect(isLate(raised, null, raised + 86_400_001)).toBe(true)
  })

  test('the visit is entered within three working days, whose notice may be missing', () => {
    const off = new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'])
    const table: HolidayTable = { covers: (year) => year === 2026, kindOf: (day) => (off.has(day) ? 'OFF' : undefined) }
    expect(logDueDay(at('2026-09-07', '10:00'), table)).toBe('2026-09-10')
    expect(logDueDay(at('2026-09-30', '23:00'), table)).toBe('2026-10-12')
    // A Friday: the day itself is not counted, nor are Saturday and Sunday.
    expect(logDueDay(at('2026-09-11', '08:00'), table)).toBe('2026-09-16')
    expect(logDueDay(at('2026-12-31', '08:00'), table)).toBe('2027-01-05')
  })

  test('met at the earliest on the day before it was raised, and not in the future', () => {
    const now = at('2026-10-01', '08:00')
    expect(reachable(raised, now)).toEqual({ from: at('2026-09-29'), to: now })
    expect(reachedOn(toCalendarDay('2026-09-30'), now)).toBe(at(addDays(toCalendarDay('2026-09-30'), 1)))
    expect(reachedOn(toCalendarDay('2026-10-01'), now)).toBe(now)
  })

  test.each([
    [0, '不到1小时'],
    [-5, '不到1小时'],
    [3_600_000, '1小时'],
    [86_400_000, '1天'],
    [86_400_000 + 5 * 3_600_000 + 1, '1天5小时'],
  ])('%d milliseconds are %s', (span, words) => {
    expect(spanText(span)).toBe(words)
  })
})

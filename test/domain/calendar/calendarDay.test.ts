import fc from 'fast-check'
import {
  addDays,
  dayOfInstant,
  daysBetween,
  halfOf,
  hourOfInstant,
  instantOf,
  isCalendarDay,
  minuteOfInstant,
  monthEnd,
  quarterOf,
  timeOfInstant,
  toCalendarDay,
  weekdayOf,
} from '../../../server/domain/calendar/calendarDay'

const anyDay = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays(toCalendarDay('2000-01-01'), days))

describe('a calendar day', () => {
  test('is read from a text when that day exists', () => {
    expect(toCalendarDay('2026-09-20')).toBe('2026-09-20')
    expect(toCalendarDay('2024-02-29')).toBe('2024-02-29')
  })

  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-9-20',
    '2026-09-31',
    '20260920',
    '',
    '2026-09-20 ',
    '9月20日',
  ])('is refused when the text is %p', (text) => {
    expect(isCalendarDay(text)).toBe(false)
    expect(() => toCalendarDay(text)).toThrow(RangeError)
  })

  test('20 September 2026 is a Sunday and the day after a Monday', () => {
    expect(weekdayOf(toCalendarDay('2026-09-20'))).toBe(7)
    expect(weekdayOf(toCalendarDay('2026-09-21'))).toBe(1)
  })

  test('begins at midnight in China, eight hours before midnight in Greenwich', () => {
    const lastMinute = Date.parse('2026-09-20T15:59:00Z')
    expect([dayOfInstant(lastMinute), hourOfInstant(lastMinute), minuteOfInstant(lastMinute)]).toEqual([
      '2026-09-20',
      23,
      59,
    ])
    expect(dayOfInstant(lastMinute + 60_000)).toBe('2026-09-21')
    expect(hourOfInstant(lastMinute + 60_000)).toBe(0)
    expect([lastMinute, lastMinute + 60_000].map(timeOfInstant)).toEqual(['23:59', '00:00'])
  })

  test('at half past nine in China is half past one in Greenwich', () => {
    expect(instantOf(toCalendarDay('2026-09-18'), 570)).toBe(Date.parse('2026-09-18T01:30:00Z'))
  })

  test('an instant that is no number is refused', () => {
    expect(() => dayOfInstant(Number.NaN)).toThrow(RangeError)
    expect(() => addDays(toCalendarDay('2026-09-20'), 0.5)).toThrow(RangeError)
  })

  test.each([
    ['2026-06-30', '2026H1', '2026Q2'],
    ['2026-07-01', '2026H2', '2026Q3'],
    ['2026-12-31', '2026H2', '2026Q4'],
    ['2027-01-01', '2027H1', '2027Q1'],
  ])('%s belongs to half-year %s and quarter %s', (text, half, quarter) => {
    const day = toCalendarDay(text)
    expect([halfOf(day), quarterOf(day)]).toEqual([half, quarter])
  })

  test('the last day of a month follows leap years', () => {
    expect(monthEnd(toCalendarDay('2024-02-10'))).toBe('2024-02-29')
    expect(monthEnd(toCalendarDay('2026-12-01'))).toBe('2026-12-31')
  })

  test('going forward and back again ends on the same day, for any day and distance', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        const there = addDays(day, days)
        expect(addDays(there, -days)).toBe(day)
        expect(daysBetween(day, there)).toBe(days)
        expect(weekdayOf(addDays(day, 7))).toBe(weekdayOf(day))
        // Texts must sort as days do, because deadlines are compared as texts.
        expect(there > day).toBe(days > 0)
      }),
    )
  })
})

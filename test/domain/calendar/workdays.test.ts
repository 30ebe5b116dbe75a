import fc from 'fast-check'
import { stateCouncilTable } from '../../../server/calendar/stateCouncilTable'
import { addDays, type CalendarDay, toCalendarDay, weekdayOf } from '../../../server/domain/calendar/calendarDay'
import {
  addWorkdays,
  anchorDay,
  graceDay,
  type HolidayTable,
  isWorkday,
  reportingDue,
  workdaysSince,
} from '../../../server/domain/calendar/workdays'
import { startThreadTime } from '../../support/cpuTime'

const published = stateCouncilTable()
const weekendsOnly: HolidayTable = { covers: () => false, kindOf: () => undefined }
const day = toCalendarDay
const shown = (found: { day: CalendarDay; provisional: boolean }): string =>
  found.provisional ? `${found.day} provisional` : found.day

describe('the golden calendar of rules §6.4 (R14, R55, R56, R57)', () => {
  // year, anchor of 20 September, anchor of 30 June, grace of 10 July, anchor of 31 December, grace of next 10 January
  test.each([
    [2018, '2018-09-20', '2018-06-29', '2018-07-10', '2018-12-29', '2019-01-10'],
    [2019, '2019-09-20', '2019-06-28', '2019-07-10', '2019-12-31', '2020-01-10'],
    [2020, '2020-09-18', '2020-06-30', '2020-07-10', '2020-12-31', '2021-01-11'],
    [2021, '2021-09-18', '2021-06-30', '2021-07-12', '2021-12-31', '2022-01-10'],
    [2022, '2022-09-20', '2022-06-30', '2022-07-11', '2022-12-30', '2023-01-10'],
    [2023, '2023-09-20', '2023-06-30', '2023-07-10', '2023-12-29', '2024-01-10'],
    [2024, '2024-09-20', '2024-06-28', '2024-07-10', '2024-12-31', '2025-01-10'],
    [2025, '2025-09-19', '2025-06-30', '2025-07-10', '2025-12-31', '2026-01-12'],
    [2026, '2026-09-20', '2026-06-30', '2026-07-10', '2026-12-31 provisional', '2027-01-11 provisional'],
    [
      2027,
      '2027-09-20 provisional',
      '2027-06-30 provisional',
      '2027-07-12 provisional',
      '2027-12-31 provisional',
      '2028-01-10 provisional',
    ],
  ])('%i', (year, september, june, july, december, january) => {
    expect([
      shown(anchorDay(day(`${year}-09-20`), published)),
      shown(anchorDay(day(`${year}-06-30`), published)),
      shown(graceDay(reportingDue(day(`${year}-06-30`)), published)),
      shown(anchorDay(day(`${year}-12-31`), published)),
      shown(graceDay(reportingDue(day(`${year}-12-31`)), published)),
    ]).toEqual([september, june, july, december, january])
  })
})

describe('the ten days for 表1 (R57)', () => {
  test('end on 4 July for a branch that completed on 24 June', () => {
    expect(reportingDue(day('2026-06-24'))).toBe('2026-07-04')
  })

  test('end on a Saturday without being moved; only overdue colouring waits until Monday', () => {
    expect(reportingDue(day('2021-06-30'))).toBe('2021-07-10')
    expect(graceDay(day('2021-07-10'), published).day).toBe('2021-07-12')
  })
})

describe('the published holidays', () => {
  test('make a Sunday a working day and a Monday a day off where the State Council moved them', () => {
    expect(isWorkday(day('2026-09-20'), published)).toEqual({ workday: true, provisional: false })
    expect(isWorkday(day('2021-09-20'), published)).toEqual({ workday: false, provisional: false })
  })

  test('cover the years whose notice is known and never the years around them', () => {
    const covered = Array.from({ length: 40 }, (_, index) => 1995 + index).filter(published.covers)
    expect(covered[0]).toBe(2004)
    expect(covered.at(-1)).toBe(2026)
    expect(covered).toHaveLength(23)
  })

  test('say that a December is provisional until the notice of the next year is out', () => {
    expect(isWorkday(day('2026-11-30'), published).provisional).toBe(false)
    expect(isWorkday(day('2026-12-01'), published).provisional).toBe(true)
    expect(isWorkday(day('2025-12-31'), published).provisional).toBe(false)
  })

  test('yield to a day the office has entered, which is then certain', () => {
    const entered = stateCouncilTable([
      { day: day('2026-09-18'), kind: 'OFF' },
      { day: day('2026-12-31'), kind: 'WORK' },
    ])
    expect(isWorkday(day('2026-09-18'), entered)).toEqual({ workday: false, provisional: false })
    expect(isWorkday(day('2026-12-31'), entered)).toEqual({ workday: true, provisional: false })
    expect(isWorkday(day('2026-12-30'), entered).provisional).toBe(true)
  })

  test('are certain for a later year only when the office confirms that it entered the whole notice', () => {
    const rows = [{ day: day('2027-01-01'), kind: 'OFF' as const }]
    expect(isWorkday(day('2027-01-04'), stateCouncilTable(rows)).provisional).toBe(true)
    const confirmed = stateCouncilTable(rows, [2027])
    expect(isWorkday(day('2027-01-04'), confirmed)).toEqual({ workday: true, provisional: false })
    expect(shown(anchorDay(day('2026-12-31'), confirmed))).toBe('2026-12-31')
  })
})

describe('counting working days', () => {
  test('leaves out National Day week', () => {
    expect(addWorkdays(day('2026-09-30'), 1, published).day).toBe('2026-10-08')
    expect(addWorkdays(day('2026-10-08'), -1, published).day).toBe('2026-09-30')
  })

  test('by nothing stays on the day', () => {
    expect(addWorkdays(day('2026-10-01'), 0, published)).toEqual({ day: '2026-10-01', provisional: false })
  })

  test('refuses parts of a day and a table that never works', () => {
    expect(() => addWorkdays(day('2026-10-01'), 1.5, published)).toThrow(RangeError)
    expect(() => graceDay(day('2026-10-01'), { covers: () => true, kindOf: () => 'OFF' })).toThrow(RangeError)
  })
})

describe('for any day between 2005 and 2030', () => {
  const anyDay = fc.integer({ min: 0, max: 9000 }).map((days) => addDays(day('2005-06-01'), days))

  test('the anchor is a working day not after it and the grace day one not before it, with none between', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const anchor = anchorDay(date, published)
        const grace = graceDay(date, published)
        expect(anchor.day <= date && date <= grace.day).toBe(true)
        expect(isWorkday(anchor.day, published).workday && isWorkday(grace.day, published).workday).toBe(true)
        for (let between = addDays(anchor.day, 1); between < grace.day; between = addDays(between, 1))
          expect(isWorkday(between, published).workday).toBe(false)
        expect(anchor.day === grace.day).toBe(isWorkday(date, published).workday)
      }),
    )
  })

  test('going some working days on and back ends on the working day it began with', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (date, days) => {
        const start = graceDay(date, published).day
        const there = addWorkdays(start, days, published).day
        expect(there > start).toBe(true)
        expect(addWorkdays(there, -days, published).day).toBe(start)
      }),
    )
  })

  test('working days since a day are those that lie between, over the ends of years too', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40, max: 900 }), (start, days) => {
        const end = addDays(start, days)
        let count = 0
        for (let next = addDays(start, 1); next <= end; next = addDays(next, 1))
          if (isWorkday(next, published).workday) count += 1
        expect(workdaysSince(start, end, published)).toBe(count)
      }),
    )
  })

  test('asked of ten years they cost no more than of a few days', () => {
    // Each branch's paper of each half-year is asked about every morning; gone through day by day that is ten seconds.
    const spent = startThreadTime()
    const last = day('2026-11-10')
    const table = stateCouncilTable()
    for (let back = 0; back < 20_000; back += 1) workdaysSince(addDays(last, -3000 - (back % 600)), last, table)
    expect(spent()).toBeLessThan(1000)
  })

  test('without any notice the weekend decides and every answer is provisional', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        expect(isWorkday(date, weekendsOnly)).toEqual({ workday: weekdayOf(date) < 6, provisional: true })
      }),
    )
  })
})

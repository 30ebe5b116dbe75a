import { stateCouncilTable } from '../../../server/calendar/stateCouncilTable'
import { dayOfInstant, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { halfBegan, type ReviewFacts, reviewDay, reviewDue } from '../../../server/domain/postArea/halfYear'

const today = toCalendarDay('2026-12-01')
const facts = (change: Partial<ReviewFacts> = {}): ReviewFacts => ({
  state: 'ACTIVE',
  evaluatedHalf: '2026H2',
  reviewedOn: [],
  ...change,
})
const on = (...days: string[]) => days.map(toCalendarDay)

describe('the half-year review of a 岗 or 区 (rules §3.1, 动态管理)', () => {
  test.each<[string, ReviewFacts, boolean]>([
    ['before the evaluation was opened', facts({ evaluatedHalf: null }), false],
    ['while only that of the half before is open', facts({ evaluatedHalf: '2026H1' }), false],
    ['once the evaluation is open', facts(), true],
    ['reviewed or hung in the half before', facts({ reviewedOn: on('2026-03-01', '2026-06-30') }), true],
    ['reviewed in the same half of another year', facts({ reviewedOn: on('2025-12-01') }), true],
    ['reviewed or hung on the first day of this half', facts({ reviewedOn: on('2026-07-01') }), false],
    ['reviewed last half and this half', facts({ reviewedOn: on('2026-06-30', '2026-11-30') }), false],
    ['waiting for its plate', facts({ state: 'ACCEPTED' }), false],
    ['suspended', facts({ state: 'SUSPENDED' }), false],
    ['taken down', facts({ state: 'REMOVED' }), false],
  ])('%s', (_case, given, due) => {
    expect(reviewDue(given, today)).toBe(due)
  })

  test.each([
    ['opened as the office owes it', '2026H1', '2026-06-01', '2026-06-15'],
    ['over a holiday', '2026H1', '2026-06-10', '2026-06-25'],
    ['late', '2026H1', '2026-06-25', '2026-06-30'],
    ['late, with a weekend at the end of the half', '2023H2', '2023-12-22', '2023-12-29'],
  ])('has its day: evaluation %s', (_case, half, openedOn, day) => {
    expect(reviewDay(half, toCalendarDay(openedOn), stateCouncilTable())).toBe(day)
  })

  test.each([
    ['2026-01-01', '2026-01-01'],
    ['2026-06-30', '2026-01-01'],
    ['2026-07-01', '2026-07-01'],
    ['2026-12-31', '2026-07-01'],
  ])('the half-year of %s begins at midnight of %s in China', (day, first) => {
    const began = halfBegan(toCalendarDay(day))
    expect([dayOfInstant(began - 1) < first, dayOfInstant(began)]).toEqual([true, first])
  })
})

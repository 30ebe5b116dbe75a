import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { candidatesInOrder } from '../../../server/domain/postArea/candidates'
import { countsFit, hasBeenHeld } from '../../../server/domain/postArea/meeting'
import { plateDayFits, removedDayFits } from '../../../server/domain/postArea/plateDays'

const today = toCalendarDay('2026-09-10')

describe('the meeting that recommends (R07)', () => {
  test.each([
    [10, 10, 10, true],
    [10, 1, 0, true],
    [10, 0, 0, false],
    [10, 11, 5, false],
    [10, 8, 9, false],
    [0, 0, 0, false],
  ])('of %i called, %i present and %i votes fits: %p', (dueCount, presentCount, votesFor, fits) => {
    expect(countsFit({ dueCount, presentCount, votesFor })).toBe(fits)
  })

  test('is recorded on its day or later', () => {
    expect(hasBeenHeld('2026-09-10', today)).toBe(true)
    expect(hasBeenHeld('2026-09-11', today)).toBe(false)
  })
})

describe('the days of a plate (R15)', () => {
  test.each([
    ['2026-09-04', false],
    ['2026-09-05', true],
    ['2026-09-10', true],
    ['2026-09-11', false],
  ])('hung on %s, accepted on 5 September, today 10 September: %p', (day, fits) => {
    expect(plateDayFits(day, '2026-09-05', today)).toBe(fits)
  })

  test('taken down from the day it was hung until today', () => {
    expect(removedDayFits('2026-09-05', '2026-09-05', today)).toBe(true)
    expect(removedDayFits('2026-09-04', '2026-09-05', today)).toBe(false)
    expect(removedDayFits('2026-09-11', '2026-09-05', today)).toBe(false)
    expect(removedDayFits('2026-09-04', null, today)).toBe(true)
  })
})

test('who may be nominated is listed 党员干部 and 重点岗位 first, then by rank, else as given (R16)', () => {
  const member = (name: string, positionRank: number, cadreMember = false, keyPost = false) => ({
    name,
    positionRank,
    cadreMember,
    keyPost,
  })
  const members = [
    member('staff', 0),
    member('key', 0, false, true),
    member('supervisor', 10),
    member('head', 30, true),
    member('other staff', 0),
  ]
  expect(candidatesInOrder(members).map(({ name }) => name)).toEqual([
    'head',
    'key',
    'supervisor',
    'staff',
    'other staff',
  ])
  expect(members[0]?.name).toBe('staff')
})

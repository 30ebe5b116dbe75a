import { type CalendarYear, workdayBefore, yearsNeeded } from '../../../miniapp/pages/office/dueDay'
import { usualDueDay } from '../../../miniapp/pages/office/usualDueDay'
import { targetsOf } from '../../../miniapp/pages/organisation/targets'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'

const year = (covered: boolean, days: [string, 'OFF' | 'WORK'][] = []): CalendarYear => ({
  covered,
  days: days.map(([day, kind]) => ({
    day: toCalendarDay(day),
    kind,
    name: '',
    added: false,
    byLaw: false,
    ofNotice: false,
  })),
})

describe('the due day shown while a campaign is opened (D1, rules §6.4)', () => {
  test('20 September is proposed until it has passed, then two weeks from now', () => {
    expect(usualDueDay('2026-09-20')).toBe('2026-09-20')
    expect(usualDueDay('2026-09-21')).toBe('2026-10-05')
  })

  test('Sunday 20 September 2026 was a working day, in 2021 it was Mid-Autumn and Saturday the 18th was one', () => {
    expect(workdayBefore('2026-09-20', { 2026: year(true, [['2026-09-20', 'WORK']]) })?.day).toBe('2026-09-20')
    const known = {
      2021: year(true, [
        ['2021-09-20', 'OFF'],
        ['2021-09-18', 'WORK'],
      ]),
    }
    expect(workdayBefore('2021-09-20', known)).toEqual({ day: '2021-09-18', provisional: false })
  })

  test('without the year’s holidays the answer is marked provisional, and no day gives none', () => {
    expect(workdayBefore('2027-09-20', {})).toEqual({ day: '2027-09-20', provisional: true })
    expect(workdayBefore('', {})).toBeNull()
  })

  test('a day in December also needs the next year’s notice', () => {
    expect(yearsNeeded('2026-12-31')).toEqual([2026, 2027])
    expect(yearsNeeded('2026-09-20')).toEqual([2026])
    expect(yearsNeeded('2026-02-30')).toEqual([])
  })
})

test('a list pasted from a spreadsheet becomes one link a line, without blanks and repeats (R46)', () => {
  expect(targetsOf({ MARKET: ' 川东市场 ', SUBSIDIARY: '', PHARMACY: '滨江店\r\n\n桐江店\n滨江店' })).toEqual([
    { kind: 'MARKET', name: '川东市场' },
    { kind: 'PHARMACY', name: '滨江店' },
    { kind: 'PHARMACY', name: '桐江店' },
  ])
})

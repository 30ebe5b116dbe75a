import { addDays, type CalendarDay, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type { HolidayTable } from '../../../server/domain/calendar/workdays'
import { subjectFor } from '../../../server/domain/cardKeys'
import type { FilingFacts } from '../../../server/domain/reminders/facts'
import { plan } from '../../../server/domain/reminders/plan'

const table: HolidayTable = { covers: () => true, kindOf: () => undefined }
const day = toCalendarDay

const daysOf = (changes: Partial<FilingFacts>, from: string, to: string): string[] => {
  const filing: FilingFacts = {
    filingId: 'f1',
    about: subjectFor.turn('measures', 'f1', 'DUE'),
    personIds: ['secretary'],
    words: { title: '请报送措施', line: '财务支部，2026年。', path: '/filings/measures/f1' },
    waits: false,
    dueDay: null,
    arrivedOn: null,
    ...changes,
  }
  const vacancies = { officeIds: [], administratorIds: [], posts: 0, things: 0 }
  const duties = { officeIds: [], committeeIds: [], owed: [] }
  const others = { pledgeCampaigns: [], rounds: [], visits: [], threeLinks: [], signOrders: [], vacancies, duties }
  const facts = { ...others, filings: [filing] }
  const found: string[] = []
  for (let next: CalendarDay = day(from); next <= to; next = addDays(next, 1))
    if (plan(next, facts, table).length) found.push(next.slice(5))
  return found
}

describe('when a filing is reminded of', () => {
  test('5, 3 and 1 working days before the due day, on it, then after 1 and 3 working days', () => {
    expect(daysOf({ dueDay: day('2026-10-16') }, '2026-10-01', '2026-11-01')).toEqual([
      '10-09',
      '10-13',
      '10-15',
      '10-16',
      '10-19',
      '10-21',
    ])
  })

  test('given back: from the working day after, whatever the due day', () => {
    expect(daysOf({ arrivedOn: day('2026-10-16') }, '2026-10-16', '2026-10-30')).toEqual(['10-19', '10-21'])
  })

  test('what lies with 机关党办: after three working days, and twice more', () => {
    expect(daysOf({ waits: true, arrivedOn: day('2026-10-16') }, '2026-10-16', '2026-10-31')).toEqual([
      '10-21',
      '10-22',
      '10-26',
    ])
  })

  test('never where nothing is due: a draft without a due day', () => {
    expect(daysOf({}, '2026-10-01', '2026-11-01')).toEqual([])
  })
})

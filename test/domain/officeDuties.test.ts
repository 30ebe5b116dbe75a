import { stateCouncilTable } from '../../server/calendar/stateCouncilTable'
import { addDays, type CalendarDay, toCalendarDay } from '../../server/domain/calendar/calendarDay'
import { dutiesInSeason, dutyWords } from '../../server/domain/officeDuties'
import { dutyEntries } from '../../server/domain/reminders/dutyEntries'

const table = stateCouncilTable()
const owedOn = (day: string) => dutiesInSeason(toCalendarDay(day)).map(({ name, period }) => `${name} ${period}`)

/** Who is told on which day if nobody does anything, of one duty. */
function told(name: string, period: string, from: string, to: string): string[] {
  const found: string[] = []
  for (let day: CalendarDay = toCalendarDay(from); day <= to; day = addDays(day, 1)) {
    const owed = dutiesInSeason(day)
      .filter((duty) => duty.name === name && duty.period === period)
      .map((duty) => ({ ...duty, count: 1 }))
    const entries = dutyEntries({ day, table }, { officeIds: ['党办'], committeeIds: ['机关党委'], owed })
    found.push(...entries.map(({ personId }) => `${day.slice(5)} ${personId}`))
  }
  return found
}

describe('what the notice orders 党办 to begin by a day of the year (rules §6.5)', () => {
  test('is owed in its season and gone after it', () => {
    expect(owedOn('2026-02-10')).toEqual(['threeLinks 2026', 'holidays 2026'])
    expect(owedOn('2026-06-01')).toEqual(['evaluation 2026H1', 'holidays 2026'])
    expect(owedOn('2026-07-31')).toContain('evaluation 2026H1')
    expect(owedOn('2026-08-01')).toEqual(['holidays 2026'])
    expect(owedOn('2026-09-01')).toEqual(['campaign 2026', 'holidays 2026'])
    expect(owedOn('2026-12-15')).toEqual(['evaluation 2026H2', 'campaign 2026', 'holidays 2026', 'holidays 2027'])
    expect(owedOn('2027-01-15')).toEqual(['threeLinks 2027', 'evaluation 2026H2', 'holidays 2027'])
  })

  test('the campaign: told on 1 September, before the tenth and on it, twice after it, then rests; 机关党委 hears twice', () => {
    expect(told('campaign', '2026', '2026-08-15', '2026-12-31')).toEqual([
      '09-01 党办',
      '09-07 党办',
      '09-10 党办',
      '09-11 党办',
      '09-15 党办',
      '09-15 机关党委',
      '09-21 机关党委',
    ])
  })

  test('the evaluation in June and in December, the holidays in November', () => {
    expect(told('evaluation', '2026H1', '2026-05-01', '2026-12-31').map((line) => line.slice(0, 5))).toEqual([
      '06-01',
      '06-05',
      '06-10',
      '06-11',
      '06-15',
      '06-15',
      '06-23',
    ])
    expect(told('evaluation', '2026H2', '2026-11-01', '2027-01-31')[0]).toBe('12-01 党办')
    expect(told('holidays', '2027', '2026-10-01', '2027-06-30')[0]).toBe('11-02 党办')
    expect(told('threeLinks', '2027', '2027-01-01', '2027-03-31')[0]).toBe('01-04 党办')
  })

  test('says what and how much', () => {
    const [links] = dutiesInSeason(toCalendarDay('2027-01-05'))
    expect(links && dutyWords(links, 3)).toMatchObject({
      title: '确定2027年“三联系”联系点',
      line: '还有3位党员领导干部没有今年的联系点，去年的可以沿用。',
    })
  })
})

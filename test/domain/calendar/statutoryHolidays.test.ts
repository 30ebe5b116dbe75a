import published from 'chinese-days/dist/chinese-days.json'
import { stateCouncilTable } from '../../../server/calendar/stateCouncilTable'
import { statutoryHolidays } from '../../../server/calendar/statutoryHolidays'
import { type CalendarDay, toCalendarDay, weekdayOf } from '../../../server/domain/calendar/calendarDay'
import { addWorkdays, anchorDay, isWorkday } from '../../../server/domain/calendar/workdays'

const isWeekend = (day: CalendarDay) => weekdayOf(day) > 5
const daysOf = (year: number) => [...statutoryHolidays(year)].map(([day, name]) => `${day.slice(5)} ${name}`)

describe('holidays fixed by law, where the notice of the year is missing (D14)', () => {
  test('of 2027, of 2028 with its leap month, and of 2033, whose eleventh month is doubled', () => {
    expect(daysOf(2027)).toEqual([
      '01-01 元旦',
      ...['02-05', '02-06', '02-07', '02-08'].map((day) => `${day} 春节`),
      '04-05 清明节',
      '05-01 劳动节',
      '05-02 劳动节',
      '06-09 端午节',
      '09-15 中秋节',
      '10-01 国庆节',
      '10-02 国庆节',
      '10-03 国庆节',
    ])
    expect(daysOf(2028)).toEqual(expect.arrayContaining(['01-26 春节', '04-04 清明节', '05-28 端午节', '10-03 国庆节']))
    expect(daysOf(2033)).toEqual(expect.arrayContaining(['01-31 春节', '06-01 端午节', '09-08 中秋节']))
    expect(daysOf(2034)).toEqual(expect.arrayContaining(['02-19 春节', '06-20 端午节', '09-27 中秋节']))
  })

  test('every one of them is off in every notice there has been since the festivals are holidays', () => {
    const off = published.holidays as Record<string, string>
    for (let year = 2008; year <= 2026; year += 1)
      for (const [day, name] of statutoryHolidays(year)) {
        // 除夕 was no holiday in 2014 and 2024, the second of May not from 2008 to 2024; a weekend needs no notice.
        const later = (name === '春节' && [2014, 2024].includes(year)) || day.endsWith('05-02') || isWeekend(day)
        expect(`${day} ${day in off || later}`).toBe(`${day} true`)
      }
  })

  test('a year without notice: nobody is written to on 元旦， 除夕 or 端午; the answer stays 暂定', () => {
    const table = stateCouncilTable()
    for (const day of ['2027-01-01', '2027-02-05', '2027-06-09', '2027-10-01'])
      expect(isWorkday(toCalendarDay(day), table)).toEqual({ workday: false, provisional: true })
    expect(isWorkday(toCalendarDay('2027-01-04'), table)).toEqual({ workday: true, provisional: true })
    expect(addWorkdays(toCalendarDay('2027-02-04'), 1, table)).toEqual({ day: '2027-02-09', provisional: true })
    expect(anchorDay(toCalendarDay('2027-06-09'), table)).toEqual({ day: '2027-06-08', provisional: true })
  })

  test('a notice, and a day that 党办 sets, say more than the law', () => {
    expect(stateCouncilTable().byLaw?.(toCalendarDay('2026-10-01'))).toBeUndefined()
    const set = stateCouncilTable([{ day: toCalendarDay('2027-05-02'), kind: 'WORK' }])
    expect(isWorkday(toCalendarDay('2027-05-02'), set)).toEqual({ workday: true, provisional: false })
    expect(stateCouncilTable([], [2027]).byLaw?.(toCalendarDay('2027-05-02'))).toBeUndefined()
  })
})

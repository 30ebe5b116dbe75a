import published from 'chinese-days/dist/chinese-days.json'
import { statutoryHolidays } from '../../../server/calendar/statutoryHolidays'
import { readNotice } from '../../../server/domain/calendar/holidayNotice'
import { inventedNotice2027, notice2026 } from './notices'

const read = (text: string) => readNotice(text, statutoryHolidays)
const daysOf = (text: string, kind: 'OFF' | 'WORK') =>
  (read(text)?.days ?? []).filter((each) => each.kind === kind).map(({ day }) => day)
const keptOf = (table: object) => Object.keys(table).filter((day) => day.startsWith('2026'))

describe('the State Council’s notice, pasted as a whole (D14)', () => {
  test('gives the same days as the published list', () => {
    expect(read(notice2026)).toMatchObject({ year: 2026, faults: [] })
    expect(daysOf(notice2026, 'WORK').sort()).toEqual(keptOf(published.workdays).sort())
    expect(daysOf(notice2026, 'OFF')).toEqual(expect.arrayContaining(keptOf(published.holidays)))
    expect(daysOf(notice2026, 'OFF')).toHaveLength(33)
  })

  test('days in the year before, a day without its month, ASCII brackets and 星期 are read as well', () => {
    const text =
      '一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。 二、国庆节、中秋节:9月29日(星期五)至10月6日放假调休,共8天。10月7日(星期六)、8日(星期日)上班。'
    expect(
      read(`2023年部分节假日安排${text}`)
        ?.days.slice(0, 3)
        .map(({ day }) => day),
    ).toEqual(['2022-12-31', '2023-01-01', '2023-01-02'])
    expect(daysOf(`2023年部分节假日安排${text}`, 'WORK')).toEqual(['2023-10-07', '2023-10-08'])
    expect(read(`2023年部分节假日安排${text}`)?.faults).toEqual(['通知不完整，没有找到：春节、清明、劳动、端午'])
  })

  test('what does not fit is said: a weekday, a count, a day that does not exist, a holiday of the law', () => {
    const change = (from: string, to: string) => read(notice2026.replace(from, to))?.faults
    expect(change('6月19日（周五）', '6月19日（周四）')).toEqual(['2026年6月19日是星期五，通知里写的是星期四'])
    expect(change('至21日（周日）放假，共3天', '至20日放假，共3天')).toEqual(['端午节写着共3天，按日期算是2天'])
    expect(change('2月28日（周六）上班', '2月30日上班')).toEqual(['“2月30日”不是一个日期'])
    expect(change('4月4日（周六）至6日（周一）放假，共3天', '4月6日放假')).toEqual([])
    expect(change('6月19日（周五）至21日（周日）放假，共3天', '6月20日放假')).toEqual([
      '2026年6月19日（端午节）是法定节假日，通知里没有放假',
    ])
  })

  test('a notice that says less than the law of another year cannot be used; ours for the tests can', () => {
    expect(read(inventedNotice2027)).toMatchObject({ year: 2027, faults: [] })
  })

  test('another text is no notice', () => {
    expect(read('请大家注意假期安全。')).toBeNull()
    expect(read('')).toBeNull()
    expect(read('2026年一、元旦放假')).toBeNull()
  })
})

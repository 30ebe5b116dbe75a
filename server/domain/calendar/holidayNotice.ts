// Reads the text of the State Council's yearly notice on holidays, pasted as a whole (D14).
import { addDays, type CalendarDay, dayName, isCalendarDay, weekdayOf } from './calendarDay'

export interface NoticeDay {
  readonly day: CalendarDay
  readonly kind: 'OFF' | 'WORK'
  readonly name: string
}

/** `faults`: sentences for whoever has pasted it; a notice with faults is not to be used. */
export interface ReadNotice {
  readonly year: number
  readonly days: readonly NoticeDay[]
  readonly faults: readonly string[]
}

const holidayNames = ['元旦', '春节', '清明', '劳动', '端午', '中秋', '国庆'] as const
const weekdays = '一二三四五六日'
const longestRestDays = 15

const dayPattern = /(?:(20\d\d)年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]*)\))?(至?)/g

interface Scope {
  readonly year: number
  readonly name: string
  readonly faults: string[]
}

/** Under 元旦 the last days of December are those of the year before. */
const yearFor = ({ year, name }: Scope, month: number): number => (name === '元旦' && month === 12 ? year - 1 : year)

const checkWeekday = (day: CalendarDay, said: string, faults: string[]): void => {
  const given = /(?:周|星期)([一二三四五六日天])/.exec(said)?.[1]?.replace('天', '日')
  const real = weekdays[weekdayOf(day) - 1]
  if (given && given !== real) faults.push(`${dayName(day)}是星期${real}，通知里写的是星期${given}`)
}

const rangeOf = (from: CalendarDay, to: CalendarDay): CalendarDay[] => {
  const days = [from]
  for (let day = addDays(from, 1); day <= to && days.length <= longestRestDays; day = addDays(day, 1)) days.push(day)
  return days
}

/** The days one sentence names, ranges filled; a month once said holds for the days after it. */
const daysIn = (sentence: string, scope: Scope): CalendarDay[] => {
  const days: CalendarDay[] = []
  let [year, month] = [scope.year, 0]
  let from: CalendarDay | null = null
  for (const [whole, givenYear, givenMonth, number, said = '', to] of sentence.matchAll(dayPattern)) {
    month = Number(givenMonth ?? month)
    year = givenYear ? Number(givenYear) : givenMonth ? yearFor(scope, month) : year
    const text = `${year}-${String(month).padStart(2, '0')}-${String(number).padStart(2, '0')}`
    if (!isCalendarDay(text)) {
      scope.faults.push(`“${whole}”不是一个日期`)
      continue
    }
    checkWeekday(text, said, scope.faults)
    days.push(...(from ? rangeOf(from, text).slice(1) : [text]))
    from = to ? text : null
  }
  return days
}

const sentenceDays = (sentence: string, scope: Scope): NoticeDay[] => {
  const works = sentence.includes('上班')
  if (!works && !sentence.includes('放假')) return []
  const days = daysIn(sentence, scope)
  const said = /共(\d+)天/.exec(sentence)?.[1]
  if (said && Number(said) !== days.length)
    scope.faults.push(`${scope.name}写着共${said}天，按日期算是${days.length}天`)
  return days.map((day) => ({ day, kind: works ? 'WORK' : 'OFF', name: scope.name }))
}

const missingNames = (names: readonly string[]): string[] =>
  holidayNames.filter((holiday) => !names.some((name) => name.includes(holiday)))

/** Holidays fixed by law that the text leaves as working days. */
const againstLaw = (days: readonly NoticeDay[], lawful: ReadonlyMap<CalendarDay, string>): string[] => {
  const kinds = new Map(days.map(({ day, kind }) => [day, kind]))
  return [...lawful]
    .filter(([day]) => kinds.get(day) === 'WORK' || (!kinds.has(day) && weekdayOf(day) <= 5))
    .map(([day, name]) => `${dayName(day)}（${name}）是法定节假日，通知里没有放假`)
}

/** `lawfulOf`: the holidays fixed by law of a year. */
export function readNotice(
  pasted: string,
  lawfulOf: (year: number) => ReadonlyMap<CalendarDay, string>,
): ReadNotice | null {
  const text = pasted.normalize('NFKC').replace(/\s/g, '')
  const year = Number((/(20\d\d)年(?:部分)?节假日/.exec(text) ?? /(20\d\d)年/.exec(text))?.[1] ?? 0)
  const parts = [
    ...text.matchAll(/[一二三四五六七八九十]、([^:。]{2,12}):(.*?)(?=[一二三四五六七八九十]、[^:。]{2,12}:|$)/g),
  ]
  if (!year || !parts.length) return null
  const faults: string[] = []
  const days = parts.flatMap(([, name = '', body = '']) =>
    body.split(/[。;]/).flatMap((sentence) => sentenceDays(sentence, { year, name, faults })),
  )
  const missing = missingNames(parts.map(([, name = '']) => name))
  if (missing.length) faults.push(`通知不完整，没有找到：${missing.join('、')}`)
  else if (!faults.length) faults.push(...againstLaw(days, lawfulOf(year)))
  return { year, days, faults }
}

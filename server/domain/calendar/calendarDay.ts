// The notice speaks of days (9月20日, 6月底, 完成后10日内), never of hours: R14, R55–R57, decision D1.
// A day is a text 'YYYY-MM-DD', so `<` and `>` compare it and no time zone can shift it.

declare const calendarDayBrand: unique symbol

/** A calendar day in China, 'YYYY-MM-DD'. Made only by this file, so an impossible date cannot travel further. */
export type CalendarDay = string & { readonly [calendarDayBrand]: true }
/** 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
export type HalfYear = `${number}H${1 | 2}`
export type Quarter = `${number}Q${1 | 2 | 3 | 4}`

const dayMs = 86_400_000
const minuteMs = 60_000
// China has kept one zone without summer time since 1992, before every date this product can meet.
const shanghaiOffsetMs = 8 * 60 * minuteMs

const startOfDayUtc = (text: string): number => Date.parse(`${text}T00:00:00Z`)

/** Whether the text is a day that exists, e.g. '2024-02-29' but not '2026-02-29'. */
export const isCalendarDay = (text: string): text is CalendarDay => {
  // Reckoned, not asked of Date: hundreds of thousands of days are read for one morning's reminders.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day >= 1 && day <= (month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0))
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Reads 'YYYY-MM-DD'; throws a RangeError on any other shape and on a day that does not exist. */
export const toCalendarDay = (text: string): CalendarDay => {
  if (!isCalendarDay(text)) throw new RangeError(`not a calendar day: ${JSON.stringify(text)}`)
  return text
}

const dayAtUtc = (instant: number): CalendarDay => toCalendarDay(new Date(instant).toISOString().slice(0, 10))

/** The day `days` natural days later (earlier when negative); throws a RangeError outside the years 0–9999. */
export const addDays = (day: CalendarDay, days: number): CalendarDay => {
  if (!Number.isInteger(days)) throw new RangeError(`not a whole number of days: ${days}`)
  return dayAtUtc(startOfDayUtc(day) + days * dayMs)
}

/** Natural days from `from` to `to`; the first day is not counted (民法典 201), so the same day gives 0. */
export const daysBetween = (from: CalendarDay, to: CalendarDay): number =>
  (startOfDayUtc(to) - startOfDayUtc(from)) / dayMs

export const weekdayOf = (day: CalendarDay): Weekday => (new Date(startOfDayUtc(day)).getUTCDay() || 7) as Weekday

/** The day in China at an instant (milliseconds since 1970); throws a RangeError when the instant is not a number. */
export const dayOfInstant = (epochMs: number): CalendarDay => dayAtUtc(epochMs + shanghaiOffsetMs)

/** Hour of the day in China, 0–23. */
export const hourOfInstant = (epochMs: number): number => new Date(epochMs + shanghaiOffsetMs).getUTCHours()

/** Minute of the hour in China, 0–59. */
export const minuteOfInstant = (epochMs: number): number => new Date(epochMs + shanghaiOffsetMs).getUTCMinutes()

/** What a clock in China shows at an instant (milliseconds since 1970), '00:00' to '23:59'. */
export const timeOfInstant = (epochMs: number): string =>
  new Date(epochMs + shanghaiOffsetMs).toISOString().slice(11, 16)

/** The instant (milliseconds since 1970) at which a clock in China shows that day and `minuteOfDay` minutes past midnight. */
export const instantOf = (day: CalendarDay, minuteOfDay: number): number =>
  startOfDayUtc(day) - shanghaiOffsetMs + minuteOfDay * minuteMs

export const yearOf = (day: CalendarDay): number => Number(day.slice(0, 4))

export const monthOf = (day: CalendarDay): number => Number(day.slice(5, 7))

/** The half-year a day belongs to (R53: one evaluation round per branch and half-year), e.g. '2026H1'. */
export const halfOf = (day: CalendarDay): HalfYear => `${yearOf(day)}H${monthOf(day) <= 6 ? 1 : 2}`

/** '2026-09-07' → '2026年9月7日', as people read it; '' for no day, and any other text as it stands: a draft may hold one. */
export const dayName = (day: string | null | undefined): string =>
  day && isCalendarDay(day) ? `${yearOf(day)}年${monthOf(day)}月${Number(day.slice(8))}日` : (day ?? '')

/** The first and the last day of a half-year. */
export const halfDays = (half: string): { first: CalendarDay; last: CalendarDay } => {
  const year = half.slice(0, 4)
  const [first, last] = half.endsWith('1') ? ['01-01', '06-30'] : ['07-01', '12-31']
  return { first: toCalendarDay(`${year}-${first}`), last: toCalendarDay(`${year}-${last}`) }
}

/** '2026H2' → '2026年下半年'. */
export const halfName = (half: string): string => `${half.slice(0, 4)}年${half.endsWith('1') ? '上' : '下'}半年`

/** The quarter a day belongs to (R34: every contact once a quarter by default), e.g. '2026Q3'. */
export const quarterOf = (day: CalendarDay): Quarter => `${yearOf(day)}Q${Math.ceil(monthOf(day) / 3) as 1 | 2 | 3 | 4}`

/** The last day of the month a day lies in. */
export const monthEnd = (day: CalendarDay): CalendarDay => dayAtUtc(Date.UTC(yearOf(day), monthOf(day), 0))

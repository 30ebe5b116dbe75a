import {
  addDays,
  type CalendarDay,
  daysBetween,
  toCalendarDay,
  weekdayOf,
} from '../../server/domain/calendar/calendarDay'

const weekdays = ['一', '二', '三', '四', '五', '六', '日']

/** '2026-09-20' → '9月20日'; with the year when it is not this year's. */
export const dayText = (day: string, today?: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  const short = `${month}月${date}日`
  return today !== undefined && today.slice(0, 4) !== day.slice(0, 4) ? `${year}年${short}` : short
}

/** '2026-09-20' → '9月20日 周日'. */
export const dayWithWeekday = (day: string): string =>
  `${dayText(day)} 周${weekdays[weekdayOf(toCalendarDay(day)) - 1] ?? ''}`

/** '2026H1' → '2026年上半年'. */
export const halfText = (half: string): string => `${half.slice(0, 4)}年${half.endsWith('1') ? '上' : '下'}半年`

/** '2026Q3' → '2026年第三季度'. */
export const quarterText = (quarter: string): string =>
  `${quarter.slice(0, 4)}年第${['一', '二', '三', '四'][Number(quarter.slice(-1)) - 1] ?? ''}季度`

/** How far a due day is: D1, the day itself still counts. */
export const daysLeftText = (daysLeft: number): string => {
  if (daysLeft === 0) return '今天截止'
  return daysLeft > 0 ? `还有${daysLeft}天` : `已逾期${-daysLeft}天`
}

/** Days from `today` to `day`; negative when it is past. */
export const daysUntil = (day: string, today: string): number => daysBetween(toCalendarDay(today), toCalendarDay(day))

export const dayBefore = (today: string, days: number): CalendarDay => addDays(toCalendarDay(today), -days)

import {
  type CalendarDay,
  dayOfInstant,
  daysBetween,
  monthOf,
  timeOfInstant,
} from '../../server/domain/calendar/calendarDay'

/** '9月20日'. */
export const shortDay = (day: CalendarDay): string => `${monthOf(day)}月${Number(day.slice(8))}日`

/** '9月15日 14:32' as a clock in China shows it; milliseconds since 1970. */
export const shortMoment = (epochMs: number): string => `${shortDay(dayOfInstant(epochMs))} ${timeOfInstant(epochMs)}`

/** How far a date is, in words a person says. */
export function deadlineWords(dueDay: CalendarDay, today: CalendarDay): string {
  const left = daysBetween(today, dueDay)
  if (left > 1) return `还有${left}天`
  if (left === 1) return '明天截止'
  return left === 0 ? '今天截止' : `已超过${-left}天`
}

import type { CalendarDay } from '../calendar/calendarDay'

/** R15: a plate is hung after 机关党办 has accepted the form, and recorded on the day or later. Both ends count. */
export const plateDayFits = (day: string, acceptedDay: string, today: CalendarDay): boolean =>
  day >= acceptedDay && day <= today

/** 摘牌: not before the plate was hung, where there was one, and not in the future. */
export const removedDayFits = (day: string, plateDay: string | null, today: CalendarDay): boolean =>
  day <= today && (plateDay === null || day >= plateDay)

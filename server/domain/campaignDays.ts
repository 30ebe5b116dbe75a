import { type CalendarDay, yearOf } from './calendar/calendarDay'

/** Years a 依据文件 may be older than the campaign it orders: rules of a group hold for long. */
const oldestBasis = 10

export interface CampaignDays {
  year: number
  /** 印发日期 of the 依据文件. */
  basisDay: CalendarDay
  /** 9月20日, unless the notice says otherwise. */
  dueDay: CalendarDay
}

/** What is wrong with them, by field; `openedDay`: today for one that is to be opened. */
export type DaysFault = 'yearImpossible' | 'basisAfterToday' | 'basisTooOld' | 'dueBeforeOpening' | 'dueAfterYear'

/**
 * The bounds of a campaign's days (R00, R14): a campaign is this year's or, prepared in time, next year's; its 依据文件 is issued
 * by today and not more than ten years old; its last day is not before its opening and not after its year. Of a campaign
 * that runs already the year is not asked again.
 */
export function faultsOfDays(days: CampaignDays, openedDay: CalendarDay, today: CalendarDay): DaysFault[] {
  const { year, basisDay, dueDay } = days
  const opening = openedDay === today
  const faults: DaysFault[] = []
  // Measured by a wrong year, the days would be wrong too.
  if (opening && (year < yearOf(today) || year > yearOf(today) + 1)) return ['yearImpossible']
  if (basisDay > today) faults.push('basisAfterToday')
  if (yearOf(basisDay) < year - oldestBasis) faults.push('basisTooOld')
  if (yearOf(dueDay) > year) faults.push('dueAfterYear')
  else if (dueDay < openedDay) faults.push('dueBeforeOpening')
  return faults
}

// 突发情况 (R37): hours are counted as they pass, nights and holidays too; only the entry of the visit has working days.
import { addDays, type CalendarDay, dayOfInstant, instantOf } from '../calendar/calendarDay'
import { addWorkdays, type HolidayTable } from '../calendar/workdays'

/** What has happened, as a kind alone: no illness, no circumstances (rules §6.2). */
export const careCategories = ['ILLNESS', 'ACCIDENT', 'FAMILY', 'DISASTER', 'OTHER'] as const
export type CareCategory = (typeof careCategories)[number]
export const careCategoryNames: Record<CareCategory, string> = {
  ILLNESS: '重大疾病',
  ACCIDENT: '意外受伤',
  FAMILY: '家庭重大变故',
  DISASTER: '受灾',
  OTHER: '其他突发情况',
}

/** How the person was met first. */
export const careWays = ['ON_SITE', 'CONTACT'] as const
export type CareWay = (typeof careWays)[number]
export const careWayNames: Record<CareWay, string> = { ON_SITE: '到场看望', CONTACT: '电话或线上联系上' }

const hour = 3_600_000
/** 「及时」 is not said in hours by the notice (*default*). */
export const secretaryAfter = 24 * hour
export const officeAfter = 48 * hour
export const logWorkdays = 3

interface Followed {
  state: string
  raisedAt: number
  /** How many look after the person. */
  helpers: number
  logDueDay: string | null
}

type Escalation = 'tellSecretary' | 'tellOffice' | 'tellUnlogged'

/**
 * Who is told now: of a person whom nobody has met, where nobody looks after him the 书记 at once; or of a visit that has not been
 * entered in its days.
 */
export function escalationOf({ state, raisedAt, helpers, logDueDay: due }: Followed, now: number): Escalation | null {
  const since = now - raisedAt
  if (state === 'REACHED') return due !== null && dayOfInstant(now) > due ? 'tellUnlogged' : null
  if (state === 'RAISED') return since >= secretaryAfter || helpers === 0 ? 'tellSecretary' : null
  return state === 'WITH_SECRETARY' && since >= officeAfter ? 'tellOffice' : null
}

/** Whether the first contact came in time; of one that has not come yet, whether it still can. */
export const isLate = (raisedAt: number, reachedAt: number | null, now: number): boolean =>
  (reachedAt ?? now) - raisedAt > secretaryAfter

/** The last day for the entry of the visit. */
export const logDueDay = (reachedAt: number, holidays: HolidayTable): CalendarDay =>
  addWorkdays(dayOfInstant(reachedAt), logWorkdays, holidays).day

/** When somebody can have been met: on the day before it was raised at the earliest, since one may go first and say so then. */
export const reachable = (raisedAt: number, now: number): { from: number; to: number } => ({
  from: instantOf(addDays(dayOfInstant(raisedAt), -1), 0),
  to: now,
})

const minutesOfDay = 1440

/** Of a visit only the day is known: its end, and never later than now. */
export const reachedOn = (visitedDay: CalendarDay, now: number): number =>
  Math.min(instantOf(visitedDay, minutesOfDay), now)

/** '3小时', '2天5小时', '不到1小时'. */
export function spanText(milliseconds: number): string {
  const hours = Math.floor(Math.max(0, milliseconds) / hour)
  if (hours < 1) return '不到1小时'
  const [days, rest] = [Math.floor(hours / 24), hours % 24]
  return [...(days ? [`${days}天`] : []), ...(rest ? [`${rest}小时`] : [])].join('')
}

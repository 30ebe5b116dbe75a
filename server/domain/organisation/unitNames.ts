// What a branch or department was called on which day: a rename has its first day, and what is over keeps the name it had.
import { dayName } from '../calendar/calendarDay'

/** From `fromDay` on it is called `after`; until the day before, `before`. */
export interface Renaming {
  fromDay: string
  before: string
  after: string
}

/** Renames of one unit that were not taken back, in any order. Null for a day: what is under way bears the name of today. */
export function nameOn(day: string | null, name: string, renames: readonly Renaming[]): string {
  if (day === null) return name
  const later = renames.filter(({ fromDay }) => fromDay > day)
  const [next] = later.sort((one, other) => (one.fromDay < other.fromDay ? -1 : 1))
  return next?.before ?? name
}

/** A name to come is entered this many days ahead at most: further off it is a slip of the pen. */
export const mostDaysAhead = 366

export interface NamedUnit {
  name: string
  /** Its own first day. */
  beganDay: string
  renames: readonly Renaming[]
}

/** The last of them by its day; null for a unit that was never renamed. */
export const lastOf = <Each extends Renaming>(renames: readonly Each[]): Each | null =>
  renames.reduce<Each | null>((last, each) => (last && last.fromDay >= each.fromDay ? last : each), null)

/** Why a unit cannot be called so from that day on: the field and the sentence; null where it can. */
export function renameProblem(
  { name, fromDay, farthestDay }: { name: string; fromDay: string; farthestDay: string },
  unit: NamedUnit,
): ['name' | 'fromDay', string] | null {
  const last = lastOf(unit.renames)
  if (last && fromDay <= last.fromDay)
    return ['fromDay', `已经登记了${dayName(last.fromDay)}更名，这一次要在它以后；那一次登记错了的，先撤销。`]
  if (fromDay <= unit.beganDay)
    return ['fromDay', `它从${dayName(unit.beganDay)}才有，更名要在这以后；名称本来就写错了的，用“改正名称”。`]
  if (fromDay > farthestDay) return ['fromDay', '最多提前一年登记，请核对年份。']
  return name === (last?.after ?? unit.name) ? ['name', '和原来的名称一样。'] : null
}

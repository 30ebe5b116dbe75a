import type { Placement } from '../../../entities'
import { dayName } from '../../domain/calendar/calendarDay'
import type { Place } from './placeBook'

interface PlacementFacts {
  /** In force today. */
  present: Placement | null
  /** Begins on a later day: a transfer that is arranged already. */
  next: Placement | null
  /** Where the row puts the person; null when it leaves, or when that could not be found out. */
  place: Place | null
  leaves: boolean
}

interface PlacementSettings {
  today: string
  yesterday: string
  newId: () => string
  personId: string
}

type Touched = { before: Placement[]; after: Placement[] }

const untouched: Touched = { before: [], after: [] }

/** In the same department a group of one's own stays; without department the group is the place. */
const isSame = (placement: Placement, place: Place): boolean =>
  placement.departmentId === place.departmentId &&
  (place.departmentId !== null || placement.partyGroupId === place.partyGroupId)

function move(present: Placement, place: Place, { today, yesterday, newId, personId }: PlacementSettings): Touched {
  // Placed today already: corrected, not followed by a second one of the same day.
  if (present.fromDay === today) return { before: [present], after: [{ ...present, ...place, toDay: null }] }
  const next = { id: newId(), personId, ...place, fromDay: today, toDay: null }
  return { before: [present], after: [{ ...present, toDay: yesterday }, next] }
}

/** Which placement rows an import changes: from today on, as a transfer does. A sentence when it must not. */
export function planPlacement(facts: PlacementFacts, settings: PlacementSettings): Touched | string {
  const { present, next, place, leaves } = facts
  const { today, newId, personId } = settings
  const stays = !leaves && present !== null && place !== null && isSame(present, place) && present.toDay === null
  if (stays || (!leaves && !place)) return untouched
  if (next) return `已经安排从${dayName(next.fromDay)}起调动，请先在“人员”页面处理。`
  if (leaves) {
    return present && present.toDay === null ? { before: [present], after: [{ ...present, toDay: today }] } : untouched
  }
  if (!place) return untouched
  if (!present) return { before: [], after: [{ id: newId(), personId, ...place, fromDay: today, toDay: null }] }
  if (isSame(present, place)) return { before: [present], after: [{ ...present, toDay: null }] }
  return present.toDay === null || present.toDay === today
    ? move(present, place, settings)
    : `现在的任职到${dayName(present.toDay)}为止，请先在“人员”页面处理。`
}

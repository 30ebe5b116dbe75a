import { requiredAreas, requiredPosts } from '../quotas/quotas'
import type { PostAreaKind } from './kinds'

/** A plate of one department that hangs, or is suspended. */
export interface HungPlate {
  postAreaId: string
  kind: PostAreaKind
  /** Of the campaign it was made in. */
  year: number
  nomineeId: string | null
  /** YYYY-MM-DD. */
  plateDay: string
}

/**
 * Which plates of earlier years come down once one of `hung.year` hangs, its own among `plates`, all of one department and
 * kind: as many as hang beyond what the department owes today (R05, R06); first the same person's, whom nobody honours twice,
 * then those hung longest. Never one of the same year or a later one.
 */
export function platesReplaced(
  plates: readonly HungPlate[],
  hung: Pick<HungPlate, 'year' | 'nomineeId'>,
  memberCount: number,
): string[] {
  const earlier = plates.filter(({ year }) => year < hung.year)
  const own = ({ nomineeId }: HungPlate): number => (nomineeId !== null && nomineeId === hung.nomineeId ? 0 : 1)
  const inOrder = [...earlier].sort(
    (one, other) =>
      own(one) - own(other) ||
      one.year - other.year ||
      one.plateDay.localeCompare(other.plateDay) ||
      one.postAreaId.localeCompare(other.postAreaId),
  )
  const kind = plates[0]?.kind
  const owed = kind === 'POST' ? requiredPosts(memberCount) : requiredAreas()
  const beyond = Math.max(0, plates.length - owed)
  const same = inOrder.filter((plate) => own(plate) === 0).length
  return inOrder.slice(0, Math.max(beyond, same)).map(({ postAreaId }) => postAreaId)
}

import { isCollective } from '../scoring/collective'
import type { RaterGroup, SubjectKind } from '../scoring/terms'

const secondsAnItem = 4
const secondsAMinute = 60

/** What one person may rate: whom, and for which group. */
export interface Right {
  kind: SubjectKind
  raterGroup: RaterGroup
}

/**
 * Whole minutes that these secret ballots take, as the card and the page both say it: 4 seconds an item, rounded up. A sheet that a
 * meeting has adopted is copied, not thought over, and takes none of them.
 */
export function ballotMinutes(rights: readonly Right[], itemsOf: (kind: SubjectKind) => number): number {
  const secret = rights.filter(({ raterGroup }) => !isCollective(raterGroup))
  const seconds = BigInt(secret.reduce((sum, { kind }) => sum + itemsOf(kind), 0) * secondsAnItem)
  return Number((seconds + BigInt(secondsAMinute - 1)) / BigInt(secondsAMinute))
}

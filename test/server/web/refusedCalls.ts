import type { CallName } from '../../../server/contract'
import { organisationCalls } from './refused/organisation'
import { pledgeYearCalls } from './refused/pledgeYear'
import { postAreaCalls } from './refused/postArea'
import { progressCalls } from './refused/progress'
import type { RefusedCall } from './refused/refusedCall'
import { signOrderCalls } from './refused/signOrder'
import { threeEvaluationsCalls } from './refused/threeEvaluations'
import { threeShowsCalls } from './refused/threeShows'
import { twoLinksCalls } from './refused/twoLinks'
import { wallCalls } from './refused/wall'

const calls: { [Name in CallName]?: (name: Name) => RefusedCall } = {
  ...organisationCalls,
  ...threeShowsCalls,
  ...pledgeYearCalls,
  ...postAreaCalls,
  ...wallCalls,
  ...signOrderCalls,
  ...progressCalls,
  ...threeEvaluationsCalls,
  ...twoLinksCalls,
}

/** Of each call that asks for a permission, the one that is refused; undefined where nobody wrote it down. */
export const refusedCall = (name: CallName): RefusedCall | undefined =>
  (calls as Partial<Record<CallName, (name: CallName) => RefusedCall>>)[name]?.(name)

import type { EvaluationRound } from '../../../entities'
import { watchedStates } from '../../domain/workflows/evaluationRound'
import type { BundleFolder } from '../../files/bundleFolder'
import { refusal } from '../../refusals'

export const countKept = refusal(
  409,
  'round.countKept',
  '这一轮已经计过票，数据库是用计票以前的备份恢复的。请监票人在这一轮的评价页取回计票结果；不能再投票，也不能再计票。',
)

/** Whoever's turn it was, it is not any more. */
export const keptRests = '已计过票，等监票人取回计票结果'

type Standing = Pick<EvaluationRound, 'id' | 'state'>

/** Counted, and the database is of before that: only the bundle knows what was counted (rules §4.6.11). */
export const isCountKept = (bundles: BundleFolder, { id, state }: Standing): boolean =>
  (watchedStates as readonly string[]).includes(state) && bundles.has(id)

/** Nothing that leads to a second count is done to such a round. */
export function refuseKept(bundles: BundleFolder, round: Standing): void {
  if (isCountKept(bundles, round)) throw countKept()
}

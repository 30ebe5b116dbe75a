// rules §4.4.4: weighted total of the groups that count.
import { divideHalfUp, type Hundredths } from './hundredths'

export interface WeightedMean {
  weight: number
  /** Rounded group mean, exactly as printed; null = the group does not count. */
  mean: Hundredths | null
}

/**
 * Weighted HALF_UP total in hundredths over the groups with a mean, so a missing group's weight is shared out in
 * proportion. The means are rounded before weighting on purpose: anyone can recompute a printed 总分 (rules §4.4.10).
 * Null when no group counts. Whether PEER and MASSES are both missing is judged by the tally.
 */
export function totalScore(groups: readonly WeightedMean[]): Hundredths | null {
  let sum = 0n
  let weights = 0n
  for (const { weight, mean } of groups) {
    if (mean === null) continue
    sum += BigInt(weight) * BigInt(mean)
    weights += BigInt(weight)
  }
  return weights === 0n ? null : Number(divideHalfUp(sum, weights))
}

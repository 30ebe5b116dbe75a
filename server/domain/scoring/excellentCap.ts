// D10, rules §4.4.6: 优秀 ≤ ⌊N/3⌋ of the graded full members of a branch.
import type { Hundredths } from './hundredths'
import type { Grade, Suggestion } from './terms'

export interface CapShare {
  numerator: number
  denominator: number
}

export interface CapCandidate {
  key: string
  suggestion: Grade
  total: Hundredths
  massesMean: Hundredths | null
  orgMean: Hundredths | null
}

export interface CappedSuggestion {
  key: string
  suggestion: Suggestion
  /** Lowered by the cap only, the score is untouched. */
  limitedByQuota: boolean
}

/** Largest allowed number of 优秀 among gradedCount graded full members; below 3 it is 0 and 机关党委 may be asked. */
export function excellentCap(gradedCount: number, share: CapShare): number {
  return Number((BigInt(gradedCount) * BigInt(share.numerator)) / BigInt(share.denominator))
}

/**
 * Applies the cap to one suggestion per graded member. Order: total, MASSES mean, ORG mean. Members who stay equal
 * across the boundary are all left to the 支委会: names, ids and times never break a tie, nor does a mean that is
 * missing (an absent mean is not a low one, rules §4.4.8). The answer keeps the order of the input.
 */
export function applyExcellentCap(candidates: readonly CapCandidate[], cap: number): CappedSuggestion[] {
  const verdicts = new Map<string, CappedSuggestion>()
  let taken = 0
  for (const equals of rankedBlocks(candidates.filter((one) => one.suggestion === 'EXCELLENT'))) {
    const straddles = taken < cap && taken + equals.length > cap
    for (const { key } of equals) {
      if (straddles) verdicts.set(key, { key, suggestion: 'COMMITTEE_DECIDES', limitedByQuota: false })
      else if (taken >= cap) verdicts.set(key, { key, suggestion: 'QUALIFIED', limitedByQuota: true })
    }
    taken += equals.length
  }
  return candidates.map(({ key, suggestion }) => verdicts.get(key) ?? { key, suggestion, limitedByQuota: false })
}

/** Blocks of members who cannot be told apart, best block first. */
function rankedBlocks(candidates: readonly CapCandidate[]): CapCandidate[][] {
  return blocksBy(candidates, (one) => one.total).flatMap((sameTotal) => {
    const incomplete = sameTotal.some((one) => one.massesMean === null || one.orgMean === null)
    if (incomplete) return [sameTotal]
    return blocksBy(sameTotal, (one) => one.massesMean ?? 0).flatMap((same) =>
      blocksBy(same, (one) => one.orgMean ?? 0),
    )
  })
}

function blocksBy(candidates: readonly CapCandidate[], score: (one: CapCandidate) => number): CapCandidate[][] {
  const blocks = new Map<number, CapCandidate[]>()
  for (const one of candidates) blocks.set(score(one), [...(blocks.get(score(one)) ?? []), one])
  return [...blocks.entries()].sort(([left], [right]) => right - left).map(([, block]) => block)
}

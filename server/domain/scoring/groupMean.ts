// rules §4.4.2–3: ballots of one rater group to one mean, and whether that mean may count.
import { branchMean, type Hundredths } from './hundredths'

export interface TrimRules {
  enabled: boolean
  /** Below this many valid ballots nothing is dropped. */
  minBallots: number
}

/**
 * HALF_UP mean of the valid ballot totals in hundredths, null without ballots. With trim exactly one highest and one
 * lowest ballot are dropped; off by default because dropping the lowest deletes a voice of the masses (rules §4.4.2).
 */
export function groupMean(totals: readonly Hundredths[], trim: TrimRules): Hundredths | null {
  if (!trim.enabled || totals.length < trim.minBallots) return branchMean(totals)
  return branchMean([...totals].sort((left, right) => left - right).slice(1, -1))
}

export interface GroupCounts {
  valid: number
  /** 有效 + 弃权: those who took part. */
  submitted: number
  /** 应参评 less those struck from the list. */
  issued: number
}

export interface EligibilityRules {
  minRaters: number
  /** More than this fraction must take part: 超过半数 is strict, 4 of 8 fails (民法典 1259). */
  quorum: { numerator: number; denominator: number }
}

export interface GroupEligibility {
  counted: boolean
  belowMinimum: boolean
  quorumFailed: boolean
}

/** Whether the group's mean enters the total; both reasons are reported because the 支委会 must note them (rules §4.4.3). */
export function groupEligibility(counts: GroupCounts, rules: EligibilityRules): GroupEligibility {
  const belowMinimum = counts.valid < Math.max(1, rules.minRaters)
  const quorumFailed = counts.submitted * rules.quorum.denominator <= counts.issued * rules.quorum.numerator
  return { counted: !belowMinimum && !quorumFailed, belowMinimum, quorumFailed }
}

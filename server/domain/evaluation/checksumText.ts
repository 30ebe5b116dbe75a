// rules §3.9 TALLIED: a canonical text of the inputs, so that a later change of any ballot, list or template shows.
import { canonicalText } from '../wording/canonicalText'
import type { TallyInput } from './results'

/**
 * The same inputs give the same text in whatever order they are read: subjects and vetoes by key, groups by name,
 * ballots by content. The order in which ballots were cast must not survive (rules §4.6.2).
 */
export function checksumText({ template, subjects, ballots, vetoes }: TallyInput): string {
  return canonicalText({
    template,
    subjects: sortedTexts(subjects),
    vetoes: sortedTexts(vetoes),
    ballots: sortedTexts(
      ballots.map(({ subjectKey, groups }) => ({
        subjectKey,
        groups: sortedTexts(groups.map((one) => ({ ...one, ballots: sortedTexts(one.ballots) }))),
      })),
    ),
  })
}

function sortedTexts(values: readonly unknown[]): string[] {
  return values.map(canonicalText).sort()
}

// rules §3.9 TALLIED: a canonical text of the inputs, so that a later change of any ballot, list or template shows.
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

/** JSON with object keys in code-unit order and without undefined members. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  const sorted = entries.sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${sorted.map(([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`).join(',')}}`
}

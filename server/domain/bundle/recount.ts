import { parseAnswers } from '../evaluation/parseAnswers'
import type { GroupBallots } from '../evaluation/results'
import { type Tally, tallyRound } from '../evaluation/tally'
import type { Bundle, BundleGroup } from './bundle'

/** Of ballots that are kept back the file says what they came to, and everything above is counted from that. */
function keptBack({ results }: Bundle, { subjectKey, group, opened }: BundleGroup): Pick<GroupBallots, 'counted'> {
  const told = results.find(({ key }) => key === subjectKey)?.groups.find((one) => one.group === group)
  const { valid = 0, abstained = 0, mean = null } = told ?? {}
  return { counted: { opened, valid, abstained, mean } }
}

/** Counts the bundle again, by the rules alone. Throws RangeError where it does not hang together. */
export function recount(bundle: Bundle): Pick<Tally, 'results' | 'statistics'> {
  const { template, vetoes } = bundle
  const subjects = bundle.subjects.map(({ name: _name, ...subject }) => subject)
  const groupsOf = (key: string): GroupBallots[] =>
    bundle.groups
      .filter(({ subjectKey }) => subjectKey === key)
      .map((one) => {
        const { group, due, struck, unopened } = one
        const ballots = (one.ballots ?? []).map((text) => parseAnswers(template.inputMode, text))
        const given = { group, due, struck, ballots, ...(unopened ? { unopened } : {}) }
        return one.ballots ? given : { ...given, ...keptBack(bundle, one) }
      })
  const ballots = subjects.map(({ key: subjectKey }) => ({ subjectKey, groups: groupsOf(subjectKey) }))
  const { results, statistics } = tallyRound({ template, subjects, ballots, vetoes })
  return { results, statistics }
}

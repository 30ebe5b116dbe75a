import type { RoundSubject } from '../../../entities'
import type { VoterPlan } from '../../domain/evaluation/voters'
import { nameList } from '../../domain/wording/nameList'
import type { RosterOfBranch } from './frozenRoster'

/** Sentences of one wording become one, with the names in front: forty lines of the same would be read by nobody. */
function grouped(lines: readonly { name: string; text: string }[]): string[] {
  const namesByText = new Map<string, string[]>()
  for (const { name, text } of lines) namesByText.set(text, [...(namesByText.get(text) ?? []), name])
  return [...namesByText].map(([text, names]) => `${nameList(names)}：${text}`)
}

/** What the 书记 must know of a frozen list: widened groups with the reason, warnings, and voters with a long list. */
export function planTexts(
  plan: VoterPlan,
  { people, evaluatedElsewhere }: RosterOfBranch,
  subjects: RoundSubject[],
): string[] {
  const nameOf = (about: string): string =>
    subjects.find((subject) => subject.subjectKey === about)?.name ?? people.get(about)?.name ?? '本支部'
  const widened = plan.widenings.flatMap(({ subjectKeys, text }) =>
    subjectKeys.map((key) => ({ name: nameOf(key), text })),
  )
  const warnings = plan.warnings.map(({ about, text }) => ({ name: nameOf(about), text }))
  const moved = evaluatedElsewhere.map(({ name }) => ({ name, text: '本半年已在原支部的名单中评价，本轮不再列入' }))
  const most = Math.max(0, ...plan.burdens.map(({ subjects: count }) => count))
  const burden = `有${plan.burdens.length}人要评价的对象较多（最多${most}个），请提前告知他们可以分几次评完`
  return [...grouped(widened), ...grouped(warnings), ...grouped(moved), ...(plan.burdens.length ? [burden] : [])]
}

// Whether a 计票档案 is of this round as it was frozen here (rules §4.6.11). Pure.
import type { TallyInput } from '../evaluation/results'
import type { Subject } from '../evaluation/roster'
import type { EvaluationTemplate } from '../evaluation/template'
import type { RaterGroup } from '../scoring/terms'
import { canonicalText } from '../wording/canonicalText'
import { type Bundle, type Hash, templateMarks } from './bundle'

/** What a house knows of a round before its count. */
export interface FrozenRound {
  round: Pick<Bundle['round'], 'id' | 'half' | 'attempt'>
  template: EvaluationTemplate
  subjects: readonly Subject[]
  vetoes: TallyInput['vetoes']
  groups: readonly { subjectKey: string; group: RaterGroup; due: number }[]
  /** The list of envelopes, where the vote was closed by then. */
  listHash: string | null
}

const sorted = (values: readonly unknown[]): string => values.map(canonicalText).sort().join('\n')

/** What of a bundle is another round's, by its name; null where it is of this one. Names of people and branches may change. */
export function foreignPart(hash: Hash, bundle: Bundle, frozen: FrozenRound): string | null {
  const { id, half, attempt } = bundle.round
  const subjects = bundle.subjects.map(({ name: _name, ...subject }) => subject)
  const groups = bundle.groups.map(({ subjectKey, group, due }) => ({ subjectKey, group, due }))
  if (canonicalText({ id, half, attempt }) !== canonicalText(frozen.round)) return '轮次'
  if (sorted(subjects) !== sorted(frozen.subjects)) return '评价对象名单'
  if (sorted(bundle.vetoes) !== sorted(frozen.vetoes)) return '一票否决名单'
  if (canonicalText(templateMarks(hash, bundle.template)) !== canonicalText(templateMarks(hash, frozen.template)))
    return '评价表'
  if (sorted(groups) !== sorted(frozen.groups)) return '投票名单人数'
  return frozen.listHash !== null && bundle.list?.hash !== frozen.listHash ? '票箱清单' : null
}

import type { Output } from '../../../server/contract'
import { holding } from '../../../server/domain/wording/foldText'

type Member = Output<'visit.members'>['members'][number]

/** As many as a phone shows without scrolling far. */
const most = 6

/** Whose name or department holds these words; of one's own branch, in its order. */
export function foundAmong(members: readonly Member[], words: string): { shown: Member[]; more: number } {
  const holds = holding(words)
  const found = members.filter(({ name, departmentName }) => holds(name, departmentName))
  return { shown: found.slice(0, most), more: Math.max(found.length - most, 0) }
}

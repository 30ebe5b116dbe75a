import type { PostAreaKind } from '../postArea/kinds'
import type { DepartmentStanding } from '../postArea/shortfall'

/** States in which a 岗 or 区 lies with 部门党员负责人: recommend, consult, fill (rules §3.1). */
export const withLead: readonly string[] = ['DRAFT', 'RECOMMENDED', 'CONSULTED']

/**
 * How many 岗 and 区 of a department its 党员负责人 still has something to do about (R05–R09): those not begun, where the
 * work of the year is opened (`standing`), and those that lie with him, of whatever year. What waits for somebody else's word is not his; nor is a kind he is excused from, or has asked to be.
 */
export function leadToDo(
  standing: Pick<DepartmentStanding, 'requiredPosts' | 'posts' | 'requiredAreas' | 'areas'> | null,
  states: readonly string[],
  excused: readonly PostAreaKind[],
): number {
  const missing = (kind: PostAreaKind, required: number, chosen: number): number =>
    excused.includes(kind) ? 0 : Math.max(0, required - chosen)
  const begun = states.filter((state) => withLead.includes(state)).length
  if (!standing) return begun
  const { requiredPosts, posts, requiredAreas, areas } = standing
  return missing('POST', requiredPosts, posts) + missing('AREA', requiredAreas, areas) + begun
}

import type { PostAreaKind } from '../postArea/kinds'
import type { DepartmentStanding } from '../postArea/shortfall'

/** States in which a 岗 or 区 lies with 部门党员负责人: recommend, consult, fill (rules §3.1). */
const withLead: readonly string[] = ['DRAFT', 'RECOMMENDED', 'CONSULTED']

/**
 * How many 岗 and 区 of a department its 党员负责人 still has something to do about (R05–R09): those not begun and those that
 * lie with him. What waits for somebody else's word is not his; nor is a kind he is excused from, or has asked to be.
 */
export function leadToDo(
  standing: Pick<DepartmentStanding, 'requiredPosts' | 'posts' | 'requiredAreas' | 'areas'>,
  states: readonly string[],
  excused: readonly PostAreaKind[],
): number {
  const missing = (kind: PostAreaKind, required: number, chosen: number): number =>
    excused.includes(kind) ? 0 : Math.max(0, required - chosen)
  return (
    missing('POST', standing.requiredPosts, standing.posts) +
    missing('AREA', standing.requiredAreas, standing.areas) +
    states.filter((state) => withLead.includes(state)).length
  )
}

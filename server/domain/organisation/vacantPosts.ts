// Which post is to be filled where nobody can take a step (M10): the first of the capacities that nobody holds there.
import { grantOf } from '../workflows/doers'
import type { StepRole } from '../workflows/steps'
import { type Role, scopeAt } from './roles'

export interface Post {
  role: Role
  /** As in a grant: branch or department, empty text for the whole house. */
  scopeId: string
}

export interface VacantPost extends Post {
  /** Somebody holds it and may not do this one: nobody judges himself (R12), 经办 not his own order (R30). */
  another: boolean
}

/** A place in both lines, and how its 部门党员负责人 is found. */
export interface PostPlace {
  branchId: string
  departmentId: string
  lead: { rule: 'designated' | 'highestPost' | 'designationNeeded' | 'noMember' }
}

type IsHeld = (post: Post) => boolean

/**
 * The post to fill for a step that one of these capacities takes at a place. Null where somebody mends it without: between
 * two equal highest posts the 书记 of the branch designates (R07), so there his is the post, if any.
 */
export function vacantPost(
  capacities: readonly StepRole[],
  place: Partial<PostPlace>,
  isHeld: IsHeld,
): VacantPost | null {
  const undecided = capacities.includes('partyGroupLead') && place.lead?.rule === 'designationNeeded'
  const asked = undecided ? (['branchSecretary'] as const) : capacities
  const posts = asked.flatMap((capacity): Post[] => {
    const role = grantOf(capacity)
    const scopeId = role ? scopeAt(role, place) : null
    return role && scopeId !== null ? [{ role, scopeId }] : []
  })
  const empty = posts.find((post) => !isHeld(post))
  if (empty) return { ...empty, another: false }
  const last = posts.at(-1)
  return undecided || !last ? null : { ...last, another: true }
}

/** How many posts are empty, and how many things nobody can do. */
export interface VacancyCounts {
  posts: number
  things: number
}

/** '2个岗位空缺，5件事没人办': a task, a line of a card. */
export const vacancyWords = ({ posts, things }: VacancyCounts): string =>
  [posts ? `${posts}个岗位空缺` : '有岗位空缺', ...(things ? [`${things}件事没人办`] : [])].join('，')

import { requiredAreas, requiredPosts } from '../quotas/quotas'
import type { PostAreaKind } from './kinds'
import { isChosen, isReady } from './states'

export interface DepartmentFacts {
  /** 在职党员 of the department on the day asked about (R06). */
  memberCount: number
  /** State of each 岗 and 区 of the department in the campaign, ended ones too. */
  posts: readonly string[]
  areas: readonly string[]
  /** Kinds from which 机关党办 has excused the department (R05 「原则上」). */
  exempt: readonly PostAreaKind[]
}

export interface DepartmentStanding {
  requiredPosts: number
  requiredAreas: number
  /** Chosen: under way or finished, not suspended. */
  posts: number
  /** Collected or further. */
  readyPosts: number
  areas: number
  readyAreas: number
  /** As many chosen as required, or excused. */
  satisfied: boolean
  /** As many collected as required, or excused: the branch can hand in (rules §3.1). */
  ready: boolean
  /** What is missing in one sentence; empty when satisfied. */
  shortfall: string
}

interface Side {
  name: string
  required: number
  states: readonly string[]
  exempt: boolean
}

const count = (states: readonly string[], fits: (state: string) => boolean): number => states.filter(fits).length

function missing({ name, required, states, exempt }: Side): string[] {
  const chosen = count(states, isChosen)
  if (exempt || chosen >= required) return []
  const suspended = count(states, (state) => state === 'SUSPENDED')
  const more = suspended ? `，另有${suspended}个已暂停` : ''
  return [`缺${required - chosen}个${name}（应设${required}个，已设${chosen}个${more}）`]
}

/**
 * What a department owes and has (R05, R06): at least one 岗 and one 区, two 岗 with more than ten members. More than is
 * required, after members have left, is never held against it. Throws RangeError for a head count that is none.
 */
export function departmentStanding({ memberCount, posts, areas, exempt }: DepartmentFacts): DepartmentStanding {
  const post: Side = {
    name: '示范岗',
    required: requiredPosts(memberCount),
    states: posts,
    exempt: exempt.includes('POST'),
  }
  const area: Side = { name: '责任区', required: requiredAreas(), states: areas, exempt: exempt.includes('AREA') }
  const shortfall = [...missing(post), ...missing(area)].join('；')
  return {
    requiredPosts: post.required,
    requiredAreas: area.required,
    posts: count(posts, isChosen),
    readyPosts: count(posts, isReady),
    areas: count(areas, isChosen),
    readyAreas: count(areas, isReady),
    satisfied: shortfall === '',
    ready: [post, area].every((side) => side.exempt || count(side.states, isReady) >= side.required),
    shortfall,
  }
}

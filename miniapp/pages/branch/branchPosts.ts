import type { Output } from '../../../server/contract'

export type PostBoard = Output<'postArea.board'>

/** How many 岗 and 区 the branch has collected and not handed in yet: they go with the next package (R13, R14). */
export const collectedPosts = ({ items }: Pick<PostBoard, 'items'>): { posts: number; areas: number } => {
  const collected = items.filter(({ state }) => state === 'COLLECTED')
  const posts = collected.filter(({ kind }) => kind === 'POST').length
  return { posts, areas: collected.length - posts }
}

export interface UnreadyDepartment {
  name: string
  posts: number
  areas: number
}

/** Departments with fewer collected than required and not excused: with one of them nothing can leave (R05, rules §3.1). */
export const unreadyDepartments = ({ departments }: Pick<PostBoard, 'departments'>): UnreadyDepartment[] =>
  departments
    .map(({ name, exempt, requiredPosts, readyPosts, requiredAreas, readyAreas }) => ({
      name,
      posts: exempt.includes('POST') ? 0 : Math.max(0, requiredPosts - readyPosts),
      areas: exempt.includes('AREA') ? 0 : Math.max(0, requiredAreas - readyAreas),
    }))
    .filter(({ posts, areas }) => posts + areas > 0)

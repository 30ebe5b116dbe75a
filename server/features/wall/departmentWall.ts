import { createHash } from 'node:crypto'
import type { Work } from '../../database/work'
import { presentPosts, type WallPost, wallPostRows } from './readPosts'
import { shownPhoto, type WallRow, wallSheets } from './wallSheets'

/** What the wall of one department shows now. */
export interface DepartmentWall {
  sheets: WallRow[]
  posts: WallPost[]
}

/** The walls of these departments, in three questions however many they are. */
export async function departmentWalls(work: Work, departmentIds: string[]): Promise<Map<string, DepartmentWall>> {
  const walls = new Map<string, DepartmentWall>(departmentIds.map((each) => [each, { sheets: [], posts: [] }]))
  if (!departmentIds.length) return walls
  const sheets = await wallSheets(work)
    .andWhere('placement.departmentId in (:...departmentIds)', { departmentIds })
    .getRawMany<WallRow>()
  for (const sheet of sheets) walls.get(sheet.departmentId ?? '')?.sheets.push(sheet)
  const posts = wallPostRows(work).andWhere('post.departmentId in (:...departmentIds)', { departmentIds })
  for (const post of await presentPosts(work, posts)) walls.get(post.departmentId)?.posts.push(post)
  return walls
}

/**
 * SHA-256 over what a poster of this wall shows (R20): which version of whose sheet, with which photo, and which 岗区. A
 * photo taken back makes paper that shows it outdated, as a new version does.
 */
export function contentHash({ sheets, posts }: DepartmentWall): string {
  const lines = [
    ...sheets.map((sheet) => `${sheet.pledgeId}:${Number(sheet.version)}:${shownPhoto(sheet) ?? ''}`),
    ...posts.map(({ postAreaId, acceptedAt }) => `${postAreaId}:${acceptedAt ?? ''}`),
  ]
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex')
}

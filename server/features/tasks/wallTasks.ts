import { In, IsNull, MoreThan } from 'typeorm'
import { BadgeInspection } from '../../../entities'
import type { Work } from '../../database/work'
import { scopesOf } from '../../policy/actor'
import { contentHash, departmentWalls, lastPostings } from '../wall'
import type { PostScene } from './postTasks'
import { type Task, task } from './task'

/** R20: departments whose office wall is missing or shows what is no longer so, for 书记 and 支部经办. */
async function postingTasks(work: Work, { desks }: PostScene): Promise<Task[]> {
  const branchIds = [...new Set(scopesOf(work.who, ['BRANCH_SECRETARY', 'BRANCH_CLERK']))]
  if (!branchIds.length) return []
  const own = desks.filter((desk) => branchIds.includes(desk.branchId))
  const ids = own.map(({ departmentId }) => departmentId)
  const walls = await departmentWalls(work, ids)
  const last = await lastPostings(work, ids)
  return branchIds.flatMap((branchId) => {
    const open = own.filter((desk) => {
      const wall = walls.get(desk.departmentId)
      const posting = last.get(desk.departmentId)
      if (desk.branchId !== branchId || !wall) return false
      return posting ? posting.contentHash !== contentHash(wall) : wall.sheets.length + wall.posts.length > 0
    })
    if (!open.length) return []
    const detail = `${open.length}个部门还没有张贴，或张贴的不是最新内容`
    return [task(work, 'posting', '张贴公开栏海报', detail, `/branch/${branchId}/postings`, null)]
  })
}

/** R02: inspections in which somebody wore no badge and nobody has said yet what came of it. */
async function badgeTasks(work: Work): Promise<Task[]> {
  const branchIds = scopesOf(work.who, ['BRANCH_SECRETARY'])
  if (!branchIds.length) return []
  const open = await work.manager.find(BadgeInspection, {
    select: { id: true, branchId: true },
    where: { branchId: In(branchIds), notWearing: MoreThan(0), followUp: IsNull(), voidReason: IsNull() },
  })
  return branchIds.flatMap((branchId) => {
    const count = open.filter((inspection) => inspection.branchId === branchId).length
    const path = `/branch/${branchId}/badges`
    return count
      ? [task(work, 'badge', '跟进党徽佩戴', `${count}次抽查有人未佩戴，还没有登记处理情况`, path, null)]
      : []
  })
}

export const wallTasks = async (work: Work, scene: PostScene | null): Promise<Task[]> => [
  ...(scene ? await postingTasks(work, scene) : []),
  ...(await badgeTasks(work)),
]

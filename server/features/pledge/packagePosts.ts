import { In } from 'typeorm'
import { type BranchPackage, PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import { firstNames } from '../../domain/wording/nameList'
import { refusal } from '../../refusals'
import type { DepartmentDesk } from '../organisation'
import { branchStandings, type KnownPostArea, takeStep, tellAboutPlates, withDesks } from '../postArea'

const packagePostsShort = refusal(
  422,
  'package.postsShort',
  '还有{count}个部门的岗区没有设齐：{names}。请设齐，或由机关党办批准免设后再报送。',
)
const packagePostsUncollected = refusal(
  422,
  'package.postsUncollected',
  '还有{count}个部门的岗区没有收集：{names}。请到支部岗区页收集后再报送；被机关党办退回的也要重新收集一次，还在审核的先催办。',
)

/**
 * Nothing leaves before R05 and R06 are met or excused (rules §3.1): refuses with the names of the departments that have not chosen enough 岗区, or
 * else of those whose 岗区 are chosen but not collected (again, after a return).
 */
export async function requireReady(
  work: Work,
  campaignId: string,
  departments: readonly DepartmentDesk[],
): Promise<void> {
  const standings = await branchStandings(work, campaignId, departments)
  const short = departments.filter((desk) => !standings.get(desk.departmentId)?.satisfied)
  if (short.length) throw packagePostsShort({ count: short.length, names: firstNames(short.map((desk) => desk.name)) })
  const uncollected = departments.filter((desk) => !standings.get(desk.departmentId)?.ready)
  if (uncollected.length)
    throw packagePostsUncollected({
      count: uncollected.length,
      names: firstNames(uncollected.map((desk) => desk.name)),
    })
}

/**
 * The 岗区 of these departments that are ready to go (R13), wherever the department belonged when they were begun, and in
 * whatever year: an earlier year has no package any more.
 */
export async function collectedPosts(work: Work, departments: readonly DepartmentDesk[]): Promise<PostArea[]> {
  if (!departments.length) return []
  const departmentId = In(departments.map((desk) => desk.departmentId))
  return work.manager.find(PostArea, { where: { departmentId, state: 'COLLECTED' }, order: { id: 'ASC' } })
}

/** 报送: each takes its step with the package's id. A supplement after a return carries the returned ones again. */
export async function handOverPosts(work: Work, posts: readonly PostArea[], packageId: string): Promise<void> {
  for (const known of await withDesks(work, posts))
    await takeStep(work, known, 'package', { packageId, returnReason: null })
}

/** 受理 asks each department once to hang its plates, however many of its forms the package carried (R15). */
async function askForPlates(work: Work, accepted: readonly KnownPostArea[]): Promise<void> {
  for (const { desk } of new Map(accepted.map((known) => [known.desk.departmentId, known])).values()) {
    const own = accepted.filter((known) => known.desk.departmentId === desk.departmentId)
    await tellAboutPlates(
      work,
      desk,
      own.map((known) => known.record),
    )
  }
}

/** 受理 or 退回 of what the package carries: accepted ones wait for their plates, returned ones lie with the branch again. */
export async function movePosts(
  work: Work,
  handedIn: BranchPackage,
  decision: 'accept' | 'return',
  reason = '',
): Promise<void> {
  const posts = await work.manager.find(PostArea, {
    where: { packageId: handedIn.id, state: 'SUBMITTED' },
    order: { id: 'ASC' },
  })
  const accepted: KnownPostArea[] = []
  for (const known of await withDesks(work, posts)) {
    if (decision === 'return') {
      await takeStep(work, known, 'returnByOffice', { packageId: null, returnReason: reason }, reason)
      continue
    }
    const taken = await takeStep(work, known, 'accept', { acceptedAt: work.now })
    accepted.push({ ...known, record: { ...known.record, ...taken } })
  }
  await askForPlates(work, accepted)
}

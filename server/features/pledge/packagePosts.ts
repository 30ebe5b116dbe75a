import { In } from 'typeorm'
import { type BranchPackage, PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import { firstNames } from '../../domain/wording/nameList'
import { refuse } from '../../refusals'
import type { DepartmentDesk } from '../organisation/desks'
import { type KnownPostArea, withDesks } from '../postArea/records'
import { branchStandings } from '../postArea/standings'
import { takeStep } from '../postArea/takeStep'
import { tellAboutPlates } from '../postArea/tellAboutStep'

/** Nothing leaves before R05 and R06 are met or excused (rules §3.1): refuses with the names of departments whose 岗区 are not collected yet. */
export async function requireReady(
  work: Work,
  campaignId: string,
  departments: readonly DepartmentDesk[],
): Promise<void> {
  const standings = await branchStandings(work, campaignId, departments)
  const short = departments.filter((desk) => !standings.get(desk.departmentId)?.ready)
  if (!short.length) return
  const names = firstNames(short.map((desk) => desk.name))
  throw refuse('package.postsShort', { count: short.length, names })
}

/** The 岗区 of these departments that are ready to go (R13), wherever the department belonged when they were begun. */
export async function collectedPosts(
  work: Work,
  campaignId: string,
  departments: readonly DepartmentDesk[],
): Promise<PostArea[]> {
  if (!departments.length) return []
  const departmentId = In(departments.map((desk) => desk.departmentId))
  return work.manager.find(PostArea, { where: { campaignId, departmentId, state: 'COLLECTED' }, order: { id: 'ASC' } })
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

import { In } from 'typeorm'
import { Person, WallPosting } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { findCampaign } from '../campaign'
import { desks, namesOf, requireBranch } from '../organisation'
import { contentHash, type DepartmentWall, departmentWalls } from './departmentWall'

type Posted = NonNullable<Output<'posting.list'>['departments'][number]['posted']>

/** The last posting of each of these departments in the campaign. */
async function lastPostings(
  work: Work,
  campaignId: string,
  departmentIds: string[],
): Promise<Map<string, WallPosting>> {
  if (!departmentIds.length) return new Map()
  const postings = await work.manager.find(WallPosting, {
    where: { campaignId, departmentId: In(departmentIds) },
    order: { postedDay: 'ASC', enteredAt: 'ASC' },
  })
  return new Map(postings.map((posting) => [posting.departmentId, posting]))
}

const presentPosting = (posting: WallPosting, wall: DepartmentWall, byName: string): Posted => ({
  postedDay: toCalendarDay(posting.postedDay),
  place: posting.place,
  pictureId: posting.pictureId,
  byName,
  outdated: posting.contentHash !== contentHash(wall),
})

/** Where the wall hangs on paper, department by department, and whether it still shows what is published (R20). */
export async function listPostings(work: Work, { branchId }: Checked<'posting.list'>): Promise<Output<'posting.list'>> {
  work.must('readBranchPosts', { branchId })
  await requireBranch(work, branchId)
  const campaignId = (await findCampaign(work))?.id ?? ''
  const own = await desks(work, { branchIds: [branchId] })
  const ids = own.map((desk) => desk.departmentId)
  const walls = await departmentWalls(work, campaignId, ids)
  const postings = await lastPostings(work, campaignId, ids)
  const names = await namesOf(
    work,
    Person,
    [...postings.values()].map((posting) => posting.enteredById),
  )
  return {
    departments: own.map(({ departmentId, name }) => {
      const wall = walls.get(departmentId) ?? { sheets: [], posts: [] }
      const posting = postings.get(departmentId)
      return {
        departmentId,
        name,
        published: wall.sheets.length,
        posts: wall.posts.length,
        posted: posting ? presentPosting(posting, wall, names.get(posting.enteredById) ?? '') : null,
      }
    }),
    may: { record: own.some((desk) => work.may('hangPlate', desk)) },
  }
}

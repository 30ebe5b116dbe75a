import { Person, type WallPosting } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { desks, namesOf, requireBranch } from '../organisation'
import { contentHash, type DepartmentWall, departmentWalls } from './departmentWall'
import { lastPostings } from './lastPostings'

type Posted = NonNullable<Output<'posting.list'>['departments'][number]['posted']>

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
  const own = await desks(work, { branchIds: [branchId] })
  const ids = own.map((desk) => desk.departmentId)
  const walls = await departmentWalls(work, ids)
  const postings = await lastPostings(work, ids)
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

import { In } from 'typeorm'
import { postingDoneCard } from '../../../bot/cards/posting'
import { Person, WallPosting } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { subjectFor } from '../../domain/cardKeys'
import { recordChanged, refusal } from '../../refusals'
import { findCampaign, requireCampaign } from '../campaign'
import { desks, namesOf, requireBranch, requireDesk } from '../organisation'
import { requirePicture } from '../postArea'
import { contentHash, type DepartmentWall, departmentWalls } from './departmentWall'

const postingFuture = refusal(422, 'posting.future', '张贴日期{day}在今天之后，请改成已经张贴的日期。')

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

/** Whether this record is there already; an id belongs to whoever wrote it first. */
async function isKnown(work: Work, { postingId, departmentId }: Checked<'posting.record'>): Promise<boolean> {
  const known = await work.one(WallPosting, { id: postingId })
  if (known && (known.enteredById !== work.who.personId || known.departmentId !== departmentId)) throw recordChanged()
  return known !== null
}

/**
 * Records that the wall was put up in an office: place, day, picture, and a hash of what was published at this moment (R20).
 * The same record sent twice is one. Refuses a day in the future and what is no picture.
 */
export async function recordPosting(work: Work, input: Checked<'posting.record'>): Promise<Output<'posting.record'>> {
  const { postingId, departmentId, day, place, pictureId } = input
  const { personId } = work.who
  const desk = await requireDesk(work, departmentId)
  work.must('hangPlate', desk)
  const { id: campaignId } = await requireCampaign(work)
  if (await isKnown(work, input)) return { done: true }
  if (day > work.today) throw postingFuture({ day })
  await requirePicture(work, pictureId)
  const wall = (await departmentWalls(work, campaignId, [departmentId])).get(departmentId) ?? { sheets: [], posts: [] }
  const posting = {
    id: postingId,
    campaignId,
    departmentId,
    postedDay: day,
    place,
    pictureId,
    contentHash: contentHash(wall),
    enteredById: personId,
    enteredAt: work.now,
  }
  if (!(await work.insertOnce(WallPosting, posting))) return { done: true }
  const change = { departmentId, postedDay: day, published: wall.sheets.length, posts: wall.posts.length }
  await work.audit({ action: 'posting.record', subjectKind: 'wallPosting', subjectId: postingId, change })
  await work.finishCards(subjectFor.posting(departmentId), postingDoneCard())
  return { done: true }
}

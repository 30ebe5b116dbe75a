import { postingDoneCard } from '../../../bot/cards/posting'
import { WallPosting } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { recordChanged, refusal } from '../../refusals'
import { requireAttachable } from '../attachments'
import { requireAnyCampaign } from '../campaign'
import { requireDesk } from '../organisation'
import { requireSameEntry } from '../requireSameEntry'
import { contentHash, departmentWalls } from './departmentWall'

const postingFuture = refusal(422, 'posting.future', '张贴日期{day}在今天之后，请改成已经张贴的日期。')

/** Whether this record is there already; an id belongs to whoever wrote it first, and to what it said. */
async function isKnown(work: Work, input: Checked<'posting.record'>): Promise<boolean> {
  const { postingId, departmentId, day: postedDay, place, pictureId } = input
  const known = await work.one(WallPosting, { id: postingId })
  if (!known) return false
  if (known.enteredById !== work.who.personId || known.departmentId !== departmentId) throw recordChanged()
  requireSameEntry(known, { postedDay, place, pictureId })
  return true
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
  const { id: campaignId } = await requireAnyCampaign(work)
  if (await isKnown(work, input)) return { done: true }
  if (day > work.today) throw postingFuture({ day })
  await requireAttachable(work, pictureId, 'PICTURE')
  const wall = (await departmentWalls(work, [departmentId])).get(departmentId) ?? { sheets: [], posts: [] }
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
  if (!(await work.insertOnce(WallPosting, posting))) {
    if (await isKnown(work, input)) return { done: true }
    throw recordChanged()
  }
  const change = { departmentId, postedDay: day, published: wall.sheets.length, posts: wall.posts.length }
  await work.audit({ action: 'posting.record', subjectKind: 'wallPosting', subjectId: postingId, change })
  await work.finishCards(subjectFor.posting(departmentId), postingDoneCard())
  return { done: true }
}

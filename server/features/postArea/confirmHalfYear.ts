import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'
import { moveOf } from '../workflow'
import { postAreaFlow } from './flow'
import { requirePostArea, subjectOf } from './records'
import { reviewsDue } from './reviewsDue'
import { takeStep } from './takeStep'

const postAreaReviewNotDue = refusal(
  409,
  'postArea.reviewNotDue',
  '现在不用复核：本半年的评价还没有发起，或者已经复核过了。',
)

/** 动态管理 (rules §3.1): the 书记 has looked at the effect of a half-year and lets the 岗 or 区 go on; else he suspends it. */
export async function confirmHalfYear(
  work: Work,
  { postAreaId, revision, comment }: Checked<'postArea.confirmHalfYear'>,
): Promise<Output<'postArea.confirmHalfYear'>> {
  const known = await requirePostArea(work, postAreaId, revision)
  work.must('openPosts', subjectOf(known))
  // Before the question whether it is due: what no longer hangs is told so, not that its review is done.
  moveOf(postAreaFlow, known, 'confirmHalfYear', work.actor)
  if (!(await reviewsDue(work, [known.record])).has(postAreaId)) throw postAreaReviewNotDue()
  return takeStep(work, known, 'confirmHalfYear', {}, comment)
}

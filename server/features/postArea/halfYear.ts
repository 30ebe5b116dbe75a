import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refuse } from '../../refusals'
import { requirePostArea, subjectOf } from './records'
import { reviewsDue } from './reviewsDue'
import { moveOf, takeStep } from './takeStep'

/** 动态管理 (rules §3.1): the 书记 has looked at the effect of a half-year and lets the 岗 or 区 go on; else he suspends it. */
export async function confirmHalfYear(
  work: Work,
  { postAreaId, revision, comment }: Checked<'postArea.confirmHalfYear'>,
): Promise<Output<'postArea.confirmHalfYear'>> {
  const known = await requirePostArea(work, postAreaId, revision)
  work.must('openPosts', subjectOf(known))
  // Before the question whether it is due: what no longer hangs is told so, not that its review is done.
  moveOf(known, 'confirmHalfYear', work.actor)
  if (!(await reviewsDue(work, [known.record])).has(postAreaId)) throw refuse('postArea.reviewNotDue')
  return takeStep(work, known, 'confirmHalfYear', {}, comment)
}

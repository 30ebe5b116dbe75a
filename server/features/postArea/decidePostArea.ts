import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { PostAreaEvent } from '../../domain/postArea/states'
import { checkReason } from '../checkReason'
import { type KnownPostArea, requirePostArea, subjectOf } from './records'
import { type Taken, takeStep } from './takeStep'

/** Gives the form back to 部门党员负责人: a reason is due, the texts stay, everything before counts no more (rules §3). */
function giveBack(work: Work, known: KnownPostArea, event: PostAreaEvent, reason: string): Promise<Taken> {
  checkReason(reason)
  return takeStep(work, known, event, { returnReason: reason }, reason)
}

/** 部门第一负责人, a party member or not, judges the content (R11). */
export async function reviewContent(
  work: Work,
  { postAreaId, revision, decision, comment }: Checked<'postArea.review'>,
): Promise<Output<'postArea.review'>> {
  const known = await requirePostArea(work, postAreaId, revision)
  work.must('reviewPostArea', subjectOf(known))
  return decision === 'returnByHead'
    ? giveBack(work, known, decision, comment)
    : takeStep(work, known, decision, {}, comment)
}

/** 分管领导, or 机关党委 where he is the nominee, agrees or not (R12). */
export async function decidePostArea(
  work: Work,
  { postAreaId, revision, decision, comment }: Checked<'postArea.decide'>,
): Promise<Output<'postArea.decide'>> {
  const known = await requirePostArea(work, postAreaId, revision)
  work.must('supervisePostArea', subjectOf(known))
  return decision === 'disagree'
    ? giveBack(work, known, decision, comment)
    : takeStep(work, known, decision, {}, comment)
}

/** The 书记 gives an agreed form back: what was agreed to would no longer be what is written (R13). */
export async function returnByBranch(
  work: Work,
  { postAreaId, revision, reason }: Checked<'postArea.returnByBranch'>,
): Promise<Output<'postArea.returnByBranch'>> {
  const known = await requirePostArea(work, postAreaId, revision)
  work.must('openPosts', subjectOf(known))
  return giveBack(work, known, 'returnByBranch', reason)
}

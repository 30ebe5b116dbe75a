import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { PostAreaEvent } from '../../domain/postArea/states'
import { step } from '../workflow'
import { postAreaFlow } from './flow'
import { type Taken, takenOf } from './takeStep'

interface Decided {
  postAreaId: string
  revision: number
}

/**
 * A decision with its words. Giving the form back to 部门党员负责人 is due a reason, the texts stay, everything before counts
 * no more (rules §3).
 */
export const decide = async (
  work: Work,
  { postAreaId: id, revision }: Decided,
  event: PostAreaEvent,
  comment: string,
): Promise<Taken> => takenOf(await step(work, postAreaFlow, { id, revision, event, comment }))

/** 部门第一负责人, a party member or not, judges the content (R11). */
export const reviewContent = (work: Work, input: Checked<'postArea.review'>): Promise<Output<'postArea.review'>> =>
  decide(work, input, input.decision, input.comment)

/** 分管领导, or 机关党委 where he is the nominee, agrees or not (R12). */
export const decidePostArea = (work: Work, input: Checked<'postArea.decide'>): Promise<Output<'postArea.decide'>> =>
  decide(work, input, input.decision, input.comment)

/** The 书记 gives an agreed form back: what was agreed to would no longer be what is written (R13). */
export const returnByBranch = (
  work: Work,
  input: Checked<'postArea.returnByBranch'>,
): Promise<Output<'postArea.returnByBranch'>> => decide(work, input, 'returnByBranch', input.reason)

import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { requireAttachable } from '../attachments'
import { moveOf, requireRecord, step, take } from '../workflow'
import { orderFlow } from './flow'
import { changed } from './records'

/** Hands the price to 机关党办 (R30). The number of the minutes may come later; until then it is warned about (R32). */
export async function submitOrder(work: Work, input: Checked<'signOrder.submit'>): Promise<Output<'signOrder.submit'>> {
  work.must('handleSignOrders')
  const { orderId, revision, minutesNumber, minutesFileId } = input
  const known = await requireRecord(work, orderFlow, orderId)
  moveOf(orderFlow, known, 'submit', work.actor)
  if (minutesFileId) await requireAttachable(work, minutesFileId, 'DOCUMENT', known.record.minutesFileId)
  const changes = {
    returnReason: null,
    minutesNumber: minutesNumber ?? known.record.minutesNumber,
    minutesFileId: minutesFileId ?? known.record.minutesFileId,
  }
  return changed(await take(work, orderFlow, known, 'submit', { revision, changes }))
}

/** 审核 by 机关党办, or back to 经办 with a reason (R30). */
export async function reviewOrder(
  work: Work,
  { orderId: id, revision, decision: event, reason: comment }: Checked<'signOrder.review'>,
): Promise<Output<'signOrder.review'>> {
  return changed(await step(work, orderFlow, { id, revision, event, comment }))
}

/** 终审 by 集团党委副书记 (R31): production may begin, or the order goes back to its price with a reason. */
export async function approveOrder(
  work: Work,
  { orderId: id, revision, decision: event, reason: comment }: Checked<'signOrder.approve'>,
): Promise<Output<'signOrder.approve'>> {
  return changed(await step(work, orderFlow, { id, revision, event, comment }))
}

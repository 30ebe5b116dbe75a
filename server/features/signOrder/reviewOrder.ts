import type { SignOrder } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { signOrderRoles } from '../../policy/stepRoles'
import { refusal } from '../../refusals'
import { checkReason } from '../checkReason'
import { askApproval, askDeliveries, askReview, endApproval, endReview, tellPlacer, tellReturned } from './orderNews'
import { asOwn, changed, linesOf, ownOrders, requireDocument, requireOrder, stateAfter, takeStep } from './records'
import { eventNames } from './words'

const signOrderOwnOrder = refusal(
  403,
  'signOrder.ownOrder',
  '您是这张制作单的经办人，不能{event}，请由另一位同志办理。',
)

/** Hands the price to 机关党办 (R30). The number of the minutes may come later; until then it is warned about (R32). */
export async function submitOrder(work: Work, input: Checked<'signOrder.submit'>): Promise<Output<'signOrder.submit'>> {
  work.must('handleSignOrders')
  const { orderId, revision, minutesNumber, minutesFileId } = input
  const order = await requireOrder(work, orderId)
  stateAfter(order, 'submit', signOrderRoles(work.actor, order))
  if (minutesFileId) await requireDocument(work, minutesFileId)
  const changes = {
    returnReason: null,
    minutesNumber: minutesNumber ?? order.minutesNumber,
    minutesFileId: minutesFileId ?? order.minutesFileId,
  }
  const after = await takeStep(work, { order, revision, event: 'submit', changes })
  await askReview(work, after)
  return changed(after)
}

type JudgeEvent = 'review' | 'returnByOffice' | 'approve' | 'reject' | 'close'

/** The order for somebody who judges it; 经办 is told that it is his own (R30). */
export async function requireForeign(
  work: Work,
  orderId: string,
  permission: 'reviewSignOrder' | 'approveSignOrder',
  event: JudgeEvent,
): Promise<SignOrder> {
  const order = await requireOrder(work, orderId)
  const own = asOwn(work, order, await ownOrders(work, [order]))
  if (own !== order && work.may(permission, { placedById: '' })) throw signOrderOwnOrder({ event: eventNames[event] })
  work.must(permission, own)
  return order
}

/** 审核 by 机关党办, or back to 经办 with a reason (R30). */
export async function reviewOrder(
  work: Work,
  { orderId, revision, decision, reason }: Checked<'signOrder.review'>,
): Promise<Output<'signOrder.review'>> {
  const order = await requireForeign(work, orderId, 'reviewSignOrder', decision)
  const returned = decision === 'returnByOffice'
  if (returned) checkReason(reason)
  const changes = { returnReason: returned ? reason : null }
  const after = await takeStep(work, { order, revision, event: decision, changes, reason })
  await endReview(work, orderId, returned ? '机关党办已退回。' : '机关党办已审核。')
  if (returned) await tellReturned(work, after)
  else await askApproval(work, after)
  return changed(after)
}

async function beginProduction(work: Work, order: SignOrder): Promise<void> {
  await tellPlacer(work, order, {
    kind: 'signApproved',
    about: [order.revision],
    title: '工作牌费用已终审',
    tone: 'done',
    line: '终审已同意，可以安排制作。',
  })
  await askDeliveries(work, order, await linesOf(work, order.id))
}

/** 终审 by 集团党委副书记 (R31): production may begin, or the order goes back to its price with a reason. */
export async function approveOrder(
  work: Work,
  { orderId, revision, decision, reason }: Checked<'signOrder.approve'>,
): Promise<Output<'signOrder.approve'>> {
  const order = await requireForeign(work, orderId, 'approveSignOrder', decision)
  const rejected = decision === 'reject'
  if (rejected) checkReason(reason)
  const changes = { returnReason: rejected ? reason : null }
  const after = await takeStep(work, { order, revision, event: decision, changes, reason })
  await endApproval(work, orderId, rejected ? '终审已退回。' : '终审已同意。')
  if (rejected) await tellReturned(work, after)
  else await beginProduction(work, after)
  return changed(after)
}

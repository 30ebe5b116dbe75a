import { Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { rulesOf } from '../../domain/campaignRules'
import { signOrderRoles } from '../../policy/stepRoles'
import { refusal } from '../../refusals'
import { endPaid, endProofs, tellPaid } from './orderNews'
import { changed, linesOf, requireOrder, stateAfter, takeStep } from './records'
import { requireForeign } from './reviewOrder'
import { checkDay } from './signForDelivery'
import { checkWhy } from './startOrder'

const signOrderMinutesMissing = refusal(409, 'signOrder.minutesMissing', '还没有登记集体研究会议纪要编号，不能办结。')

/** Writes the voucher down, out of 留存党费 and nothing else (R32). Paid is only what every branch has signed for. */
export async function payOrder(work: Work, input: Checked<'signOrder.pay'>): Promise<Output<'signOrder.pay'>> {
  work.must('handleSignOrders')
  const { orderId, revision, voucherNumber, paidDay, minutesNumber } = input
  const order = await requireOrder(work, orderId)
  stateAfter(order, 'pay', signOrderRoles(work.actor, order))
  checkDay(work, paidDay, order, '付款日期')
  const changes = { voucherNumber, paidDay, minutesNumber: minutesNumber ?? order.minutesNumber }
  const facts = { voucherNumber, paidDay, fundingSource: '留存党费' }
  const after = await takeStep(work, { order, revision, event: 'pay', changes, facts })
  await tellPaid(work, after)
  return changed(after)
}

/**
 * 党办 closes a paid order (R32). Unless the house or, for this campaign, 党办 decided otherwise (U7), only with the number
 * of the minutes; whoever closes may still enter it.
 */
export const closeOrder =
  ({ signMinutesRequired }: { signMinutesRequired: boolean }) =>
  async (work: Work, input: Checked<'signOrder.close'>): Promise<Output<'signOrder.close'>> => {
    const { orderId, revision } = input
    const order = await requireForeign(work, orderId, 'reviewSignOrder', 'close')
    stateAfter(order, 'close', ['hqOffice'])
    const minutesNumber = input.minutesNumber ?? order.minutesNumber
    const campaign = await work.one(Campaign, { id: order.campaignId })
    const required = rulesOf(campaign?.rules ?? null).minutesRequired ?? signMinutesRequired
    if (required && !minutesNumber) throw signOrderMinutesMissing()
    const after = await takeStep(work, { order, revision, event: 'close', changes: { minutesNumber } })
    await endPaid(work, orderId)
    return changed(after)
  }

/** Gives an order up before anybody has 审核 it; its plates can be ordered anew. */
export async function cancelOrder(
  work: Work,
  { orderId, revision, reason }: Checked<'signOrder.cancel'>,
): Promise<Output<'signOrder.cancel'>> {
  work.must('handleSignOrders')
  const order = await requireOrder(work, orderId)
  stateAfter(order, 'cancel', signOrderRoles(work.actor, order))
  checkWhy(reason, '取消的原因')
  const after = await takeStep(work, { order, revision, event: 'cancel', reason })
  await endProofs(work, orderId, await linesOf(work, orderId), '制作单已取消。')
  return changed(after)
}

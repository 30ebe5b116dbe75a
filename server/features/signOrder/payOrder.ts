import { Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { rulesOf } from '../../domain/campaignRules'
import { refusal } from '../../refusals'
import { moveOf, requireRecord, take } from '../workflow'
import { judges, orderFlow } from './flow'
import { endProofs } from './orderNews'
import { changed, linesOf } from './records'
import { checkDay } from './signForDelivery'
import { checkWhy } from './startOrder'

const signOrderMinutesMissing = refusal(409, 'signOrder.minutesMissing', '还没有登记集体研究会议纪要编号，不能办结。')

/** Writes the voucher down, out of 留存党费 and nothing else (R32). Paid is only what every branch has signed for. */
export async function payOrder(work: Work, input: Checked<'signOrder.pay'>): Promise<Output<'signOrder.pay'>> {
  work.must('handleSignOrders')
  const { orderId, revision, voucherNumber, paidDay, minutesNumber } = input
  const known = await requireRecord(work, orderFlow, orderId)
  moveOf(orderFlow, known, 'pay', work.actor)
  checkDay(work, paidDay, known.record, '付款日期')
  const changes = { voucherNumber, paidDay, minutesNumber: minutesNumber ?? known.record.minutesNumber }
  const facts = { voucherNumber, paidDay, fundingSource: '留存党费' }
  return changed(await take(work, orderFlow, { ...known, facts }, 'pay', { revision, changes }))
}

/**
 * 党办 closes a paid order (R32). Unless the house or, for this campaign, 党办 decided otherwise (U7), only with the number
 * of the minutes; whoever closes may still enter it.
 */
export const closeOrder =
  ({ signMinutesRequired }: { signMinutesRequired: boolean }) =>
  async (work: Work, input: Checked<'signOrder.close'>): Promise<Output<'signOrder.close'>> => {
    const { orderId, revision } = input
    const known = await requireRecord(work, orderFlow, orderId)
    judges('reviewSignOrder', 'close')(work, known)
    moveOf(orderFlow, known, 'close', work.actor)
    const minutesNumber = input.minutesNumber ?? known.record.minutesNumber
    const campaign = await work.one(Campaign, { id: known.record.campaignId })
    const required = rulesOf(campaign?.rules ?? null).minutesRequired ?? signMinutesRequired
    if (required && !minutesNumber) throw signOrderMinutesMissing()
    return changed(await take(work, orderFlow, known, 'close', { revision, changes: { minutesNumber } }))
  }

/** Gives an order up before anybody has 审核 it; its plates can be ordered anew. */
export async function cancelOrder(
  work: Work,
  { orderId, revision, reason }: Checked<'signOrder.cancel'>,
): Promise<Output<'signOrder.cancel'>> {
  work.must('handleSignOrders')
  const known = await requireRecord(work, orderFlow, orderId)
  moveOf(orderFlow, known, 'cancel', work.actor)
  checkWhy(reason, '取消的原因')
  const after = await take(work, orderFlow, known, 'cancel', { revision, comment: reason })
  await endProofs(work, orderId, await linesOf(work, orderId), '制作单已取消。')
  return changed(after)
}

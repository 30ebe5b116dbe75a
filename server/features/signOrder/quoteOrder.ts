import { type SignOrder, SignOrderItem } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { mostFen, totalFen, yuanText } from '../../domain/signOrder/money'
import { deliveryState, judgedStates } from '../../domain/workflows/signOrder'
import { refusal } from '../../refusals'
import { requireAttachable } from '../attachments'
import { moveOf, requireRecord, take } from '../workflow'
import { orderFlow } from './flow'
import { endDeliveries } from './orderNews'
import { changed, itemsOf } from './records'
import { checkProofs } from './sendProof'

const signOrderItemsDiffer = refusal(422, 'signOrder.itemsDiffer', '报价的项目和制作单不一样，请刷新后重新填写。')
const signOrderTooMuch = refusal(422, 'signOrder.tooMuch', '合计超过{limit}，请核对数量和单价。')
const signOrderAmountDiffers = refusal(
  422,
  'signOrder.amountDiffers',
  '报价单总价{total}与数量乘单价的合计{sum}不一致，请核对。',
)

type QuoteInput = Checked<'signOrder.quote'>

/** Every item once; the paper's total is the sum (R30). */
function checkSum(items: readonly SignOrderItem[], input: QuoteInput): number {
  const quoted = new Set(input.items.map(({ itemId }) => itemId))
  const alike = quoted.size === input.items.length && items.every(({ id }) => quoted.has(id))
  if (!alike || items.length !== quoted.size) throw signOrderItemsDiffer()
  const sum = totalFen(input.items)
  if (sum === null) throw signOrderTooMuch({ limit: yuanText(mostFen) })
  if (sum !== input.totalFen) throw signOrderAmountDiffers({ total: yuanText(input.totalFen), sum: yuanText(sum) })
  return sum
}

const isSame = (order: SignOrder, items: readonly SignOrderItem[], input: QuoteInput): boolean =>
  order.quoteFileId === input.quoteFileId &&
  items.every(({ id, quantity, unitPriceFen }) =>
    input.items.some((one) => one.itemId === id && one.quantity === quantity && one.unitPriceFen === unitPriceFen),
  )

/**
 * Writes the agency's price down (R30): quantities, unit prices, the paper and its total. Once 审核 has begun, also during
 * production, any change sends the order back to 审核, and what was approved before no longer counts (R31).
 */
export async function quoteOrder(work: Work, input: QuoteInput): Promise<Output<'signOrder.quote'>> {
  work.must('handleSignOrders')
  const { orderId, revision, quoteFileId } = input
  const known = await requireRecord(work, orderFlow, orderId)
  const { record: order } = known
  const judged = judgedStates.includes(order.state)
  const event = judged ? 'changeAmount' : 'quote'
  moveOf(orderFlow, known, event, work.actor)
  const items = await itemsOf(work, orderId)
  const amountFen = checkSum(items, input)
  await requireAttachable(work, quoteFileId, 'DOCUMENT', order.quoteFileId)
  if (judged && isSame(order, items, input)) return changed(known)
  const facts = { before: order.amountFen, items: input.items }
  const changes = { amountFen, quoteFileId }
  const after = await take(work, orderFlow, { ...known, facts }, event, { revision, changes })
  for (const { itemId, quantity, unitPriceFen } of input.items)
    await work.change(SignOrderItem, { id: itemId }, { quantity, unitPriceFen })
  // Only now: a department that takes its word back at this instant has come before the step, or is refused.
  if (!judged) await checkProofs(work, order)
  // What the branches were to sign for is no longer approved.
  if (order.state === deliveryState) await endDeliveries(work, orderId, '金额改过，要重新审核。')
  return changed(after)
}

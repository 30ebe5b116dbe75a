import { signOrderDoneCard } from '../../../bot/cards/signOrder'
import type { Press, PressAnswer } from '../../../bot/port'
import { contract } from '../../contract'
import type { Work } from '../../database/work'
import { cardStale, formInvalid } from '../../refusals'
import { requireOrder } from './records'
import { approveOrder } from './reviewOrder'

/**
 * 终审 in the card (R31): `argument` is the order and the revision the card was about. Nothing in it is trusted: it goes
 * through the shape and the verb of the page. A card about an earlier price no longer works.
 */
export async function signOrderInCard(work: Work, press: Press, argument: string): Promise<PressAnswer> {
  const [orderId = '', revision = ''] = argument.split(':')
  const { answer: decision = '', reason = '' } = press.values
  const input = contract['signOrder.approve'].in.safeParse({ orderId, revision: Number(revision), decision, reason })
  if (!input.success) {
    const problems = input.error.issues.map(({ path, message }) => {
      const field = path.join('.')
      return { field, code: 'invalid', sentence: field === 'decision' ? '请选择终审意见' : message }
    })
    throw formInvalid({ count: problems.length }, problems)
  }
  const order = await requireOrder(work, orderId)
  if (order.state === 'FINAL_APPROVAL' && order.revision !== input.data.revision) throw cardStale()
  await approveOrder(work, input.data)
  const line = decision === 'approve' ? '终审已同意。' : '终审已退回。'
  return { toast: { kind: 'done', text: line }, card: signOrderDoneCard(orderId, line) }
}

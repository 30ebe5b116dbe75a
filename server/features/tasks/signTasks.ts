import { In } from 'typeorm'
import { SignOrder } from '../../../entities'
import type { Work } from '../../database/work'
import { deliveryState, proofState } from '../../domain/workflows/signOrder'
import { holdsAnywhere } from '../../policy/actor'
import { allowedFor, type OrderEvent, ownOrders, signDeletionFlow, signDeliveryFlow, signProofFlow } from '../signOrder'
import { type Due, duesOf } from '../workflow'
import { type Task, task } from './task'

/** The step an order waits for, and what it is called for whoever can take it (R28–R32). */
const nextSteps: Record<string, { event: OrderEvent; title: string }> = {
  DRAFT: { event: 'export', title: '导出工作牌资料' },
  DESIGNING: { event: 'sendProof', title: '发出工作牌样稿校对' },
  PROOF_CHECK: { event: 'quote', title: '校对齐后登记工作牌报价' },
  QUOTED: { event: 'submit', title: '把工作牌费用送机关党办审核' },
  OFFICE_REVIEW: { event: 'review', title: '审核工作牌费用' },
  FINAL_APPROVAL: { event: 'approve', title: '终审工作牌费用' },
  DELIVERED: { event: 'pay', title: '办理工作牌付款' },
  PAID: { event: 'close', title: '核对并办结工作牌制作单' },
}
const openStates = [...Object.keys(nextSteps), 'IN_PRODUCTION']

async function orderTasks(work: Work, orders: readonly SignOrder[]): Promise<Task[]> {
  if (!holdsAnywhere(work.who, ['GENERAL_OFFICE', 'HQ_OFFICE', 'GROUP_DEPUTY_SECRETARY'])) return []
  const own = await ownOrders(work, orders)
  return orders.flatMap((order) => {
    const next = nextSteps[order.state]
    if (!next || !allowedFor(work, order, own).includes(next.event)) return []
    return [task(work, 'signOrder', next.title, order.title, `/sign-orders/${order.id}`, null)]
  })
}

const tasksOf = (work: Work, kind: Task['kind'], dues: readonly Due[]): Task[] =>
  dues.map(({ title, about, path, dueDay }) => task(work, kind, title, about, path, dueDay))

/** 工作牌 orders that wait for this person; one query in the long time of the year in which none is open. */
export async function signTasks(work: Work): Promise<Task[]> {
  const { activeMember, grants } = work.who
  if (!activeMember && !grants.length) return []
  const orders = await work.manager.find(SignOrder, { where: { state: In(openStates) }, order: { placedAt: 'ASC' } })
  const any = (state: string): boolean => orders.some((order) => order.state === state)
  return [
    ...(orders.length ? await orderTasks(work, orders) : []),
    ...(any(proofState) ? tasksOf(work, 'proof', await duesOf(work, signProofFlow)) : []),
    ...(any(deliveryState) ? tasksOf(work, 'delivery', await duesOf(work, signDeliveryFlow)) : []),
    // The agency's copy outlives the order.
    ...tasksOf(work, 'signOrder', await duesOf(work, signDeletionFlow)),
  ]
}

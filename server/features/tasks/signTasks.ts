import { In } from 'typeorm'
import { SignOrder } from '../../../entities'
import type { Work } from '../../database/work'
import { holdsAnywhere } from '../../policy/actor'
import { allowedFor, type OrderEvent, ownOrders, waitingDeliveries, waitingProofs } from '../signOrder'
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

async function proofTasks(work: Work): Promise<Task[]> {
  const open = (await waitingProofs(work)).filter(({ answered }) => !answered)
  return open.map(({ departmentName, orderTitle }) =>
    task(work, 'proof', '校对牌子样稿', `${departmentName}：${orderTitle}`, '/sign-orders', null),
  )
}

async function deliveryTasks(work: Work): Promise<Task[]> {
  const open = await waitingDeliveries(work)
  return open.map(({ branchName, quantity }) =>
    task(work, 'delivery', '签收工作牌', `${branchName}应收${quantity}块`, '/sign-orders', null),
  )
}

/** 工作牌 orders that wait for this person; one query in the long time of the year in which none is open. */
export async function signTasks(work: Work): Promise<Task[]> {
  const { activeMember, grants } = work.who
  if (!activeMember && !grants.length) return []
  const orders = await work.manager.find(SignOrder, { where: { state: In(openStates) }, order: { placedAt: 'ASC' } })
  if (!orders.length) return []
  const any = (state: string): boolean => orders.some((order) => order.state === state)
  return [
    ...(await orderTasks(work, orders)),
    ...(any('PROOF_CHECK') ? await proofTasks(work) : []),
    ...(any('IN_PRODUCTION') ? await deliveryTasks(work) : []),
  ]
}

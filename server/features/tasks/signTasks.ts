import { In } from 'typeorm'
import { SignOrder } from '../../../entities'
import type { Work } from '../../database/work'
import { deliveryState, proofState, signOrder } from '../../domain/workflows/signOrder'
import { orderFlow, signDeletionFlow, signDeliveryFlow, signProofFlow } from '../signOrder'
import { type Due, duesOf } from '../workflow'
import { type Task, task } from './task'

const tasksOf = (work: Work, kind: Task['kind'], dues: readonly Due[]): Task[] =>
  dues.map(({ title, about, path, dueDay }) => task(work, kind, title, about, path, dueDay))

/** The states in which orders lie open. */
async function openStates(work: Work): Promise<string[]> {
  const rows = await work.manager
    .createQueryBuilder(SignOrder, 'lying')
    .select('lying.state', 'state')
    .distinct(true)
    .where({ state: In(Object.keys(signOrder.turn)) })
    .getRawMany<{ state: string }>()
  return rows.map(({ state }) => state)
}

/** What 工作牌 orders and their parts ask of this person; one query in the long time of the year in which none is open. */
export async function signTasks(work: Work): Promise<Task[]> {
  const { activeMember, grants } = work.who
  if (!activeMember && !grants.length) return []
  const open = await openStates(work)
  return [
    ...(open.length ? tasksOf(work, 'signOrder', await duesOf(work, orderFlow)) : []),
    ...(open.includes(proofState) ? tasksOf(work, 'proof', await duesOf(work, signProofFlow)) : []),
    ...(open.includes(deliveryState) ? tasksOf(work, 'delivery', await duesOf(work, signDeliveryFlow)) : []),
    // The agency's copy outlives the order.
    ...tasksOf(work, 'signOrder', await duesOf(work, signDeletionFlow)),
  ]
}

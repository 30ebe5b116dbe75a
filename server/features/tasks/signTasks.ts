import type { Work } from '../../database/work'
import { deliveryState, proofState } from '../../domain/workflows/signOrder'
import { holdsAnywhere } from '../../policy/actor'
import { orderFlow, signDeletionFlow, signDeliveryFlow, signProofFlow } from '../signOrder'
import { type Due, duesOf } from '../workflow'
import type { NearFacts } from './nearFacts'
import { type Task, task } from './task'

const tasksOf = (work: Work, kind: Task['kind'], dues: readonly Due[]): Task[] =>
  dues.map(({ title, about, path, dueDay }) => task(work, kind, title, about, path, dueDay))

/** What 工作牌 orders and their parts ask of this person; no query in the long time of the year in which none is open. */
export async function signTasks(work: Work, { orderStates: open, mayLead }: NearFacts): Promise<Task[]> {
  const { activeMember, grants } = work.who
  if (!activeMember && !grants.length) return []
  const proofReads = mayLead || holdsAnywhere(work.who, ['DEPARTMENT_HEAD'])
  return [
    ...(open.length ? tasksOf(work, 'signOrder', await duesOf(work, orderFlow)) : []),
    ...(open.includes(proofState) && proofReads ? tasksOf(work, 'proof', await duesOf(work, signProofFlow)) : []),
    ...(open.includes(deliveryState) ? tasksOf(work, 'delivery', await duesOf(work, signDeliveryFlow)) : []),
    // The agency's copy outlives the order.
    ...tasksOf(work, 'signOrder', await duesOf(work, signDeletionFlow)),
  ]
}

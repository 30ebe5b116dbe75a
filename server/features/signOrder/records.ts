import { randomUUID } from 'node:crypto'
import { SignOrder, SignOrderItem, SignOrderLine, SignOrderStep } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { signKinds } from '../../domain/signOrder/kinds'
import { inPrintOrder } from '../../domain/signOrder/plates'
import { type OrderEvent, type OrderState, signOrder } from '../../domain/workflows/signOrder'
import { recordNotFound } from '../../refusals'
import type { Taken } from '../workflow'
import type { KnownOrder } from './flow'

export const stateOf = (order: SignOrder): OrderState => order.state as OrderState

/** An order for what is no step of it. */
export async function requireOrder(work: Work, orderId: string): Promise<SignOrder> {
  const order = await work.one(SignOrder, { id: orderId })
  if (!order) throw recordNotFound({ what: signOrder.what })
  return order
}

export async function itemsOf(work: Work, orderId: string): Promise<SignOrderItem[]> {
  const items = await work.manager.findBy(SignOrderItem, { orderId })
  return items.sort((one, other) => signKinds.indexOf(one.kind) - signKinds.indexOf(other.kind))
}

export const linesOf = async (work: Work, orderId: string): Promise<SignOrderLine[]> =>
  inPrintOrder(await work.manager.findBy(SignOrderLine, { orderId }))

/** A row of history with the amount the step was about (R30, R31). Two steps of one millisecond keep their order. */
export async function writeStep(work: Work, taken: Taken<KnownOrder, OrderEvent>): Promise<void> {
  const { known, event, actedAs, actor, comment: reason } = taken
  const { id: orderId, state, amountFen } = known.record
  const at = Math.max(work.now, known.lastAt + 1)
  const actorId = actor?.personId ?? null
  await work.insert(SignOrderStep, { id: randomUUID(), orderId, event, state, actorId, actedAs, amountFen, reason, at })
}

export const changed = ({ record }: KnownOrder): Output<'signOrder.cancel'> => ({
  state: stateOf(record),
  revision: record.revision,
})

import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { signOrder } from '../../domain/workflows/signOrder'
import { allowedOf } from '../workflow'
import { type KnownOrder, orderFlow } from './flow'
import { stateOf } from './records'

export type ListAnswer = Output<'signOrder.list'>
export type ListedOrder = ListAnswer['orders'][number]

/** What a page shows of an order in a list and at its head. */
export function present(work: Work, known: KnownOrder, around: Around): ListedOrder {
  const { record: order } = known
  const state = stateOf(order)
  return {
    orderId: order.id,
    number: order.number,
    title: order.title,
    state,
    stateName: signOrder.states[state],
    supplementsNumber: around.numbers.get(order.supplementsId ?? '') ?? null,
    amountFen: order.amountFen,
    placedByName: around.names.get(order.placedById) ?? '',
    placedAt: order.placedAt,
    revision: order.revision,
    allowed: allowedOf(orderFlow, known, work.actor),
  }
}

export interface Around {
  names: Map<string, string>
  /** Numbers of the orders that others supplement, by id. */
  numbers: Map<string, number>
}

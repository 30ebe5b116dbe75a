import type { SignOrder } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { allowedFor, stateOf } from './records'
import { stateNames } from './words'

export type ListAnswer = Output<'signOrder.list'>
export type ListedOrder = ListAnswer['orders'][number]

/** What a page shows of an order in a list and at its head. */
export function present(work: Work, order: SignOrder, around: Around): ListedOrder {
  const state = stateOf(order)
  return {
    orderId: order.id,
    number: order.number,
    title: order.title,
    state,
    stateName: stateNames[state],
    supplementsNumber: around.numbers.get(order.supplementsId ?? '') ?? null,
    amountFen: order.amountFen,
    placedByName: around.names.get(order.placedById) ?? '',
    placedAt: order.placedAt,
    revision: order.revision,
    allowed: allowedFor(work, order, around.own),
  }
}

export interface Around {
  names: Map<string, string>
  /** Numbers of the orders that others supplement, by id. */
  numbers: Map<string, number>
  own: Set<string>
}

import { randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import { SignOrder, SignOrderItem, SignOrderLine, SignOrderStep, StoredFile } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { signKinds } from '../../domain/signOrder/kinds'
import { inPrintOrder } from '../../domain/signOrder/plates'
import { nameList } from '../../domain/wording/nameList'
import { doerNames, grantOf } from '../../domain/workflows/doers'
import { signOrderSteps } from '../../domain/workflows/signOrder'
import { allowedEvents, type EventOf, nextState, type StateOf, type StepRole } from '../../domain/workflows/steps'
import { signOrderRoles } from '../../policy/stepRoles'
import { recordNotFound, workflowWrongRole, workflowWrongState } from '../../refusals'
import { eventNames, stateNames } from './words'

export type OrderState = StateOf<typeof signOrderSteps>
export type OrderEvent = EventOf<typeof signOrderSteps>
export type Changed = Output<'signOrder.cancel'>

export const stateOf = (order: SignOrder): OrderState => order.state as OrderState

export async function requireOrder(work: Work, orderId: string): Promise<SignOrder> {
  const order = await work.one(SignOrder, { id: orderId })
  if (!order) throw recordNotFound({ what: '制作单' })
  return order
}

/**
 * Reads an order and keeps it to this unit of work: of two branches that sign at one instant, the second sees what the
 * first one wrote. Refuses an order that is not in this state.
 */
export async function lockOrder(work: Work, orderId: string, state: OrderState, event: string): Promise<SignOrder> {
  const locked = await work.change(SignOrder, { id: orderId, state }, { state })
  const order = await requireOrder(work, orderId)
  if (!locked) throw workflowWrongState({ state: stateNames[stateOf(order)], event })
  return order
}

export async function itemsOf(work: Work, orderId: string): Promise<SignOrderItem[]> {
  const items = await work.manager.findBy(SignOrderItem, { orderId })
  return items.sort((one, other) => signKinds.indexOf(one.kind) - signKinds.indexOf(other.kind))
}

export const linesOf = async (work: Work, orderId: string): Promise<SignOrderLine[]> =>
  inPrintOrder(await work.manager.findBy(SignOrderLine, { orderId }))

/** A quote or minutes as it was sent up (R30, R32). */
export async function requireDocument(work: Work, fileId: string): Promise<void> {
  if (!(await work.one(StoredFile, { id: fileId, purpose: 'DOCUMENT' }))) throw recordNotFound({ what: '附件' })
}

/**
 * Those of the orders in which the actor is 经办: placed by him, or with a step he took for 办公室. Whoever is may neither
 * 审核 nor 终审, whatever else he is (R30).
 */
export async function ownOrders(work: Work, orders: readonly SignOrder[]): Promise<Set<string>> {
  const { personId } = work.who
  const own = new Set(orders.filter((order) => order.placedById === personId).map(({ id }) => id))
  if (!orders.length) return own
  const orderId = In(orders.map(({ id }) => id))
  const where = { orderId, actorId: personId, actedAs: 'generalOffice' }
  for (const step of await work.manager.find(SignOrderStep, { select: { id: true, orderId: true }, where }))
    own.add(step.orderId)
  return own
}

/** The order as the rules about 经办 see it: a hand in it counts like having placed it. */
export const asOwn = (work: Work, order: SignOrder, own: ReadonlySet<string>): { placedById: string } =>
  own.has(order.id) ? { placedById: work.who.personId } : order

/** The buttons of an order for the actor. */
export const allowedFor = (work: Work, order: SignOrder, own: ReadonlySet<string>): OrderEvent[] =>
  allowedEvents(signOrderSteps, stateOf(order), signOrderRoles(work.actor, asOwn(work, order, own)))

/** The state after an event in one of these capacities, or the refusal that names state, event and who may (rules §3.3). */
export function stateAfter(order: SignOrder, event: OrderEvent, roles: readonly StepRole[]): OrderState {
  const next = nextState(signOrderSteps, stateOf(order), event, roles)
  const name = eventNames[event]
  if (next === 'wrongState') throw workflowWrongState({ state: stateNames[stateOf(order)], event: name })
  if (next === 'wrongRole') throw workflowWrongRole({ event: name, roles: nameList(doerNames(signOrderSteps, event)) })
  return next
}

/** In which of these capacities the step is taken: the one its row names. */
const capacityFor = (order: SignOrder, event: OrderEvent, roles: readonly StepRole[]): StepRole =>
  roles.find((role) => allowedEvents(signOrderSteps, stateOf(order), [role]).includes(event)) ?? 'system'

/** A row of history. Two steps of one millisecond keep their order. */
async function writeStep(work: Work, row: Omit<SignOrderStep, 'id' | 'actorId' | 'at'>): Promise<void> {
  const last = (await work.manager.maximum(SignOrderStep, 'at', { orderId: row.orderId })) ?? 0
  const at = Math.max(work.now, Number(last) + 1)
  await work.insert(SignOrderStep, { id: randomUUID(), ...row, actorId: work.actor?.personId ?? null, at })
}

export interface Taken {
  order: SignOrder
  /** What the person saw; another one refuses with record.changed. */
  revision: number
  event: OrderEvent
  changes?: Partial<SignOrder>
  reason?: string
  roles?: readonly StepRole[]
  /** For 留痕; never the text of a plate. */
  facts?: object
}

/**
 * Takes one step: state, row of history with the amount it was about, 留痕 (R30–R32). Answers the order as it is then; its
 * row is kept to this unit of work until it ends.
 */
export async function takeStep(work: Work, taken: Taken): Promise<SignOrder> {
  const { order, event, changes = {}, reason = '', facts = {} } = taken
  const roles = taken.roles ?? signOrderRoles(work.actor, order)
  const state = stateAfter(order, event, roles)
  const revision = await work.revise(SignOrder, { ...order, revision: taken.revision }, { ...changes, state })
  const after: SignOrder = { ...order, ...changes, state, revision }
  await recordStep(work, after, event, { actedAs: capacityFor(order, event, roles), reason, facts })
  return after
}

export const changed = (order: SignOrder): Changed => ({ state: stateOf(order), revision: order.revision })

interface Recorded {
  actedAs: StepRole
  reason: string
  facts: object
}

/** History and 留痕 of a step that is already in the order. */
export async function recordStep(work: Work, order: SignOrder, event: OrderEvent, recorded: Recorded): Promise<void> {
  const { id: orderId, state, amountFen } = order
  const { actedAs, reason, facts } = recorded
  await writeStep(work, { orderId, event, state, actedAs, amountFen, reason })
  await work.audit({
    action: `signOrder.${event}`,
    subjectKind: 'signOrder',
    subjectId: orderId,
    role: grantOf(actedAs),
    change: { state, amountFen, ...facts },
    reason: reason || undefined,
  })
}

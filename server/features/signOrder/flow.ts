import { In } from 'typeorm'
import {
  approvalWaitingCard,
  deliveredOrderCard,
  paidCard,
  returnedOrderCard,
  reviewWaitingCard,
  type SignOrderMatter,
} from '../../../bot/cards/signOrder'
import { Person, SignOrder, SignOrderItem, SignOrderStep } from '../../../entities'
import type { Work } from '../../database/work'
import type { CalendarDay } from '../../domain/calendar/calendarDay'
import { subjectFor } from '../../domain/cardKeys'
import {
  deliveryState,
  type OrderEvent,
  type OrderState,
  signOrder,
  type signOrderSteps,
} from '../../domain/workflows/signOrder'
import { holdsAnywhere } from '../../policy/actor'
import { signOrderRoles } from '../../policy/stepRoles'
import { refusal, workflowWrongState } from '../../refusals'
import { namesOf } from '../organisation'
import { byGrant, type Flow, type Known, requireRecord } from '../workflow'
import { beginProduction } from './orderNews'
import { stateOf, writeStep } from './records'

/** An order with what its roles and its history ask about. */
export interface KnownOrder extends Known<SignOrder> {
  /** 经办: who placed it, or took a step of it for 办公室. None of them may 审核 or 终审, whatever else he is (R30). */
  hands: ReadonlySet<string>
  /** When its last step was written, in milliseconds since 1970; 0 before the first. */
  lastAt: number
  /** The branch that signs now, where its signature may be the last one. */
  signing?: string
  /** What 留痕 says of the step that is being taken; never the text of a plate. */
  facts?: object
}

const signOrderOwnOrder = refusal(
  403,
  'signOrder.ownOrder',
  '您是这张制作单的经办人，不能{event}，请由另一位同志办理。',
)

const office = byGrant(['generalOffice', 'hqOffice', 'groupDeputySecretary'])
const branch = byGrant(['branchSecretary', 'branchClerk'])

type StepTaken = Pick<SignOrderStep, 'orderId' | 'actorId' | 'actedAs' | 'at'>

function knownOf(record: SignOrder, steps: readonly StepTaken[]): KnownOrder {
  const placed = steps.filter(({ actedAs }) => actedAs === 'generalOffice').flatMap(({ actorId }) => actorId ?? [])
  const lastAt = Math.max(0, ...steps.map(({ at }) => Number(at)))
  return { record, hands: new Set([record.placedById, ...placed]), lastAt }
}

/** Orders with everybody who had a hand in them for 办公室: one statement however many there are. */
export async function withHands(work: Work, orders: readonly SignOrder[]): Promise<KnownOrder[]> {
  if (!orders.length) return []
  const select = { orderId: true, actorId: true, actedAs: true, at: true }
  const where = { orderId: In(orders.map(({ id }) => id)) }
  const steps = await work.manager.find(SignOrderStep, { select, where })
  return orders.map((record) =>
    knownOf(
      record,
      steps.filter(({ orderId }) => orderId === record.id),
    ),
  )
}

/** The order with its history, in one statement: every step begins with it. */
async function load(work: Work, id: string): Promise<KnownOrder | null> {
  const found = await work.manager
    .createQueryBuilder(SignOrder, 'made')
    .leftJoinAndMapMany('made.steps', SignOrderStep, 'step', 'step.orderId = made.id')
    .where('made.id = :id', { id })
    .getOne()
  if (!found) return null
  const { steps, ...record } = found as SignOrder & { steps: SignOrderStep[] }
  return knownOf(record, steps)
}

/**
 * Reads an order and keeps it to this unit of work: of two branches that sign at one instant, the second sees what the
 * first one wrote. Refuses an order that is not in this state.
 */
export async function lockOrder(work: Work, orderId: string, state: OrderState, event: string): Promise<KnownOrder> {
  const locked = await work.change(SignOrder, { id: orderId, state }, { state })
  const known = await requireRecord(work, orderFlow, orderId)
  if (!locked) throw workflowWrongState({ state: signOrder.states[stateOf(known.record)], event })
  return known
}

async function open(work: Work, states: readonly string[]): Promise<KnownOrder[]> {
  const where = { state: In([...states]) }
  return withHands(work, await work.manager.find(SignOrder, { where, order: { placedAt: 'ASC' } }))
}

/** The permission of a judging step; 经办 is told that it is his own order (R30). */
export const judges =
  (permission: 'reviewSignOrder' | 'approveSignOrder', event: OrderEvent) => (work: Work, known: KnownOrder) => {
    const { personId: placedById } = work.who
    const own = known.hands.has(placedById)
    if (own && work.may(permission, { placedById: '' }))
      throw signOrderOwnOrder({ event: signOrder.events[event].name })
    work.must(permission, own ? { placedById } : known.record)
  }

const matterOf = ({ record }: KnownOrder, today: CalendarDay): SignOrderMatter => ({
  orderId: record.id,
  title: record.title,
  amountFen: record.amountFen,
  today,
})

const itemCount = (work: Work, { record }: KnownOrder): Promise<number> =>
  work.manager.countBy(SignOrderItem, { orderId: record.id })

/** R31: what is decided, who placed it and who has 审核. */
async function approvalFacts(work: Work, known: KnownOrder) {
  const { placedById, minutesNumber } = known.record
  const names = await namesOf(work, Person, [placedById])
  const people = { placedBy: names.get(placedById) ?? '', reviewedBy: work.actor?.name ?? '' }
  return { items: await itemCount(work, known), minutesNumber, ...people }
}

export const orderFlow: Flow<typeof signOrderSteps, SignOrder, KnownOrder> = {
  table: signOrder,
  entity: SignOrder,
  load,
  open,
  near: async (work, states) => (holdsAnywhere(work.who, office.grants) ? open(work, states) : []),
  roles: (actor, { record, hands, signing }) => {
    const own = actor !== null && hands.has(actor.personId)
    const roles = signOrderRoles(actor, own ? { placedById: actor.personId } : record)
    // Of whatever capacity: with the last signature the order moves on by itself.
    return signing === undefined ? roles : [...roles, ...branch.of(actor, { branchId: signing }), 'system']
  },
  people: (role, { hands }, held) =>
    office.people(role, {}, held).filter((personId) => role === 'generalOffice' || !hands.has(personId)),
  grants: office.grants,
  face: ({ record }) => ({ about: record.title, path: `/sign-orders/${record.id}`, dueDay: null }),
  may: {
    review: judges('reviewSignOrder', 'review'),
    returnByOffice: judges('reviewSignOrder', 'returnByOffice'),
    approve: judges('approveSignOrder', 'approve'),
    reject: judges('approveSignOrder', 'reject'),
  },
  sign: writeStep,
  audit: ({ known: { record, facts } }) => ({ change: { state: record.state, amountFen: record.amountFen, ...facts } }),
  cards: {
    QUOTED: (_work, known, event) => {
      if (!signOrder.events[event].reason) return null
      const { id, placedById } = known.record
      const card = (day: CalendarDay) => returnedOrderCard(matterOf(known, day))
      return Promise.resolve({ kind: 'signReturned', subject: subjectFor.signReturned(id), to: [placedById], card })
    },
    OFFICE_REVIEW: async (work, known) => {
      const items = await itemCount(work, known)
      const card = (day: CalendarDay) => reviewWaitingCard(matterOf(known, day), items)
      return { kind: 'signReview', subject: subjectFor.signReview(known.record.id), card }
    },
    FINAL_APPROVAL: async (work, known) => {
      const facts = await approvalFacts(work, known)
      const card = (day: CalendarDay) => approvalWaitingCard(matterOf(known, day), facts)
      return { kind: 'signApproval', subject: subjectFor.signApproval(known.record.id), card }
    },
    DELIVERED: async (_work, known) => ({
      kind: 'signDelivered',
      to: [known.record.placedById],
      card: (day) => deliveredOrderCard(matterOf(known, day)),
    }),
    PAID: async (_work, known) => ({
      kind: 'signPaid',
      subject: subjectFor.signPaid(known.record.id),
      card: (day) => paidCard(matterOf(known, day)),
    }),
  },
  // The keys under which these cards have stood in the database since before there was an engine.
  ends: ({ record: { id, state: now } }, state) => {
    if (state === 'OFFICE_REVIEW') return [subjectFor.signReview(id)]
    if (state === 'FINAL_APPROVAL') return [subjectFor.signApproval(id)]
    // Another price alone does not answer a return: the order has to be handed in again.
    if (state === 'QUOTED') return now === state ? [] : [subjectFor.signReturned(id)]
    return state === 'PAID' ? [subjectFor.signPaid(id)] : []
  },
  after: async (work, { known: { record } }) => {
    if (record.state === deliveryState) await beginProduction(work, record)
  },
}

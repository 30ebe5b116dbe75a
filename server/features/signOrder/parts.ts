// The parts of an order that others owe than those who take its steps: a department its word on the proof, a branch its
// signature, 办公室 the word that the agency has deleted what it got. None has a row of its own before it is given.
import { In } from 'typeorm'
import { SignOrder, SignOrderDelivery, SignOrderExport, SignOrderLine, SignOrderProof } from '../../../entities'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { signDeletion, type signDeletionSteps } from '../../domain/workflows/signDeletion'
import { signDelivery, type signDeliverySteps } from '../../domain/workflows/signDelivery'
import { deliveryState, proofState } from '../../domain/workflows/signOrder'
import { signProof, type signProofSteps } from '../../domain/workflows/signProof'
import type { StateOf, StepRole } from '../../domain/workflows/steps'
import { scopesOf } from '../../policy/actor'
import { leads, reviews } from '../../policy/stepRoles'
import { branches, type DepartmentDesk, desks } from '../organisation'
import { byGrant, type FlowRow, type Known, type Part } from '../workflow'

interface PartRow<State extends string> extends FlowRow {
  state: State
}

interface OrderPart {
  orderId: string
  orderTitle: string
  proofVersion: number | string
  proofAt: number | string | null
  partId: string
  lines: number | string
}

/** Orders in a state with plates for departments or branches, these or all, and how many. */
function orderParts(
  work: Work,
  state: string,
  column: 'departmentId' | 'branchId',
  ids?: string[],
): Promise<OrderPart[]> {
  const query = work.manager
    .createQueryBuilder(SignOrderLine, 'line')
    .innerJoin(SignOrder, 'waiting', 'waiting.id = line.orderId and waiting.state = :state', { state })
    .select('waiting.id', 'orderId')
    .addSelect('waiting.title', 'orderTitle')
    .addSelect('waiting.proofVersion', 'proofVersion')
    .addSelect('waiting.proofAt', 'proofAt')
    .addSelect(`line.${column}`, 'partId')
    .addSelect('count(*)', 'lines')
    .where(`line.${column} is not null`)
    .groupBy('waiting.id')
    .addGroupBy('waiting.title')
    .addGroupBy('waiting.number')
    .addGroupBy('waiting.proofVersion')
    .addGroupBy('waiting.proofAt')
    .addGroupBy(`line.${column}`)
    .orderBy('waiting.number')
  return (ids ? query.andWhere(`line.${column} in (:...ids)`, { ids }) : query).getRawMany<OrderPart>()
}

/** The proof in force as one department has it (R29). */
export interface KnownProof extends Known<PartRow<StateOf<typeof signProofSteps>>> {
  orderId: string
  orderTitle: string
  /** In milliseconds since 1970; null where it was never sent. */
  sentAt: number | null
  desk: DepartmentDesk
}

async function proofsOf(
  work: Work,
  parts: readonly OrderPart[],
  own: readonly DepartmentDesk[],
): Promise<KnownProof[]> {
  if (!parts.length) return []
  const orderId = In([...new Set(parts.map((part) => part.orderId))])
  const words = await work.manager.findBy(SignOrderProof, { orderId })
  return parts.flatMap((part): KnownProof[] => {
    const desk = own.find(({ departmentId }) => departmentId === part.partId)
    if (!desk) return []
    const version = Number(part.proofVersion)
    const said = words.find(
      (word) => word.orderId === part.orderId && word.departmentId === part.partId && word.version === version,
    )
    const record = {
      id: `${part.orderId}:${part.partId}`,
      state: said?.answer ?? ('WAITING' as const),
      revision: version,
    }
    const sentAt = part.proofAt === null ? null : Number(part.proofAt)
    return [{ record, orderId: part.orderId, orderTitle: part.orderTitle, sentAt, desk }]
  })
}

/** Proofs of the departments the actor leads or heads, answered or not (R29). */
export async function ownProofs(work: Work): Promise<KnownProof[]> {
  const around = [...scopesOf(work.who, ['DEPARTMENT_HEAD']), work.who.departmentId ?? ''].filter(Boolean)
  const own = (await desks(work, { departmentIds: [...new Set(around)] })).filter(
    (desk) => leads(work.who, desk) || reviews(work.who, desk),
  )
  if (!own.length) return []
  const departmentIds = own.map(({ departmentId }) => departmentId)
  return proofsOf(work, await orderParts(work, proofState, 'departmentId', departmentIds), own)
}

const inStates = <K extends Known<FlowRow>>(parts: readonly K[], states: readonly string[]): K[] =>
  parts.filter(({ record }) => states.includes(record.state))

export const signProofFlow: Part<typeof signProofSteps, KnownProof['record'], KnownProof> = {
  table: signProof,
  open: async (work, states) => {
    const parts = await orderParts(work, proofState, 'departmentId')
    const departmentIds = [...new Set(parts.map(({ partId }) => partId))]
    return inStates(await proofsOf(work, parts, await desks(work, { departmentIds })), states)
  },
  near: async (work, states) => inStates(await ownProofs(work), states),
  roles: (actor, { desk }) => {
    if (!actor) return ['system']
    const capacities: [boolean, StepRole][] = [
      [leads(actor, desk), 'partyGroupLead'],
      [reviews(actor, desk), 'departmentHead'],
    ]
    return capacities.filter(([applies]) => applies).map(([, role]) => role)
  },
  // The card goes to the 党小组 lead; where nobody leads it, to 第一负责人. He may answer in either case.
  people: (role, { desk: { leadId, head } }) => {
    if (role === 'partyGroupLead') return leadId ? [leadId] : []
    return role === 'departmentHead' && !leadId && head ? [head.personId] : []
  },
  grants: [],
  face: ({ desk, orderTitle }) => ({
    about: `${desk.name}：${orderTitle}`,
    path: '/sign-orders',
    dueDay: null,
    places: desk,
  }),
}

/** The plates a branch gets of an order in production (R32). */
export interface KnownDelivery extends Known<PartRow<StateOf<typeof signDeliverySteps>>> {
  orderId: string
  orderTitle: string
  branchId: string
  branchName: string
  quantity: number
}

/** Those that no branch, of these or of all, has signed for yet. */
async function unsigned(work: Work, branchIds?: string[]): Promise<KnownDelivery[]> {
  const parts = await orderParts(work, deliveryState, 'branchId', branchIds)
  if (!parts.length) return []
  const orderId = In([...new Set(parts.map((part) => part.orderId))])
  const signed = await work.manager.findBy(SignOrderDelivery, { orderId })
  const names = new Map((await branches(work)).map(({ id, name }) => [id, name]))
  return parts
    .filter((part) => !signed.some((one) => one.orderId === part.orderId && one.branchId === part.partId))
    .map((part) => ({
      record: { id: `${part.orderId}:${part.partId}`, state: 'WAITING', revision: 1 },
      orderId: part.orderId,
      orderTitle: part.orderTitle,
      branchId: part.partId,
      branchName: names.get(part.partId) ?? '',
      quantity: Number(part.lines),
    }))
}

const branchHands = byGrant(['branchSecretary', 'branchClerk', 'branchCommittee'])

/** Plates that the actor's branches have not signed for yet (R32). */
export async function ownDeliveries(work: Work): Promise<KnownDelivery[]> {
  const branchIds = [...new Set(scopesOf(work.who, branchHands.grants))]
  return branchIds.length ? unsigned(work, branchIds) : []
}

export const signDeliveryFlow: Part<typeof signDeliverySteps, KnownDelivery['record'], KnownDelivery> = {
  table: signDelivery,
  open: async (work, states) => inStates(await unsigned(work), states),
  near: async (work, states) => inStates(await ownDeliveries(work), states),
  roles: (actor, { branchId }) => branchHands.of(actor, { branchId }),
  people: (role, { branchId }, held) => branchHands.people(role, { branchId }, held),
  grants: branchHands.grants,
  face: ({ branchId, branchName, quantity }) => ({
    about: `${branchName}应收${quantity}块`,
    path: '/sign-orders',
    dueDay: null,
    places: { branchId },
  }),
}

/** Data the agency should have deleted by now, and nobody has confirmed it (R28, PIPL 21). */
interface KnownDeletion extends Known<PartRow<StateOf<typeof signDeletionSteps>>> {
  orderId: string
  orderTitle: string
  recipient: string
  untilDay: string
}

/** Once their last day has come, whatever became of the order. */
async function overdue(work: Work, states: readonly string[]): Promise<KnownDeletion[]> {
  const rows = await work.manager
    .createQueryBuilder(SignOrderExport, 'handed')
    .innerJoin(SignOrder, 'made', 'made.id = handed.orderId')
    .select('handed.id', 'id')
    .addSelect('handed.recipient', 'recipient')
    .addSelect('handed.untilDay', 'untilDay')
    .addSelect('made.id', 'orderId')
    .addSelect('made.title', 'orderTitle')
    .where('handed.deletedDay is null and handed.untilDay <= :today', { today: work.today })
    .orderBy('handed.untilDay')
    .addOrderBy('handed.id')
    .getRawMany<{ id: string } & Omit<KnownDeletion, 'record'>>()
  return inStates(
    rows.map(({ id, ...row }) => ({ ...row, record: { id, state: 'HANDED_OVER', revision: 1 } })),
    states,
  )
}

const office = byGrant(['generalOffice'])

export const signDeletionFlow: Part<typeof signDeletionSteps, KnownDeletion['record'], KnownDeletion> = {
  table: signDeletion,
  open: overdue,
  near: async (work, states) => (work.may('handleSignOrders') ? overdue(work, states) : []),
  roles: (actor) => office.of(actor, {}),
  people: (role, _known, held) => office.people(role, {}, held),
  grants: office.grants,
  face: ({ orderId, orderTitle, recipient, untilDay }) => ({
    about: `${orderTitle}：交给${recipient}的资料`,
    path: `/sign-orders/${orderId}`,
    dueDay: toCalendarDay(untilDay),
  }),
}

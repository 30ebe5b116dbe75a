import { In } from 'typeorm'
import { Person, SignOrder, SignOrderDelivery, SignOrderLine, SignOrderProof } from '../../../entities'
import type { Work } from '../../database/work'
import { signKindNames, signKinds } from '../../domain/signOrder/kinds'
import { scopesOf } from '../../policy/actor'
import { leads, reviews } from '../../policy/stepRoles'
import { findCampaign } from '../campaign'
import { branches, desks, namesOf } from '../organisation'
import { type ListAnswer, type ListedOrder, present } from './present'
import { ownOrders } from './records'
import { unorderedPlates } from './startOrder'

/** A house has a handful of orders a year. */
const mostOrders = 100

async function listed(work: Work): Promise<ListedOrder[]> {
  if (!work.may('readSignOrder')) return []
  const orders = await work.manager.find(SignOrder, { order: { placedAt: 'DESC', number: 'DESC' }, take: mostOrders })
  const names = await namesOf(
    work,
    Person,
    orders.map(({ placedById }) => placedById),
  )
  const numbers = new Map(orders.map(({ id, number }) => [id, number]))
  const own = await ownOrders(work, orders)
  return orders.map((order) => present(work, order, { names, numbers, own }))
}

async function available(work: Work): Promise<ListAnswer['available']> {
  const campaign = work.may('handleSignOrders') ? await findCampaign(work) : null
  if (!campaign) return []
  const plates = await unorderedPlates(work, campaign.id)
  return signKinds.map((kind) => ({
    kind,
    name: signKindNames[kind],
    count: plates.filter((plate) => plate.kind === kind).length,
  }))
}

interface OrderPart {
  orderId: string
  orderTitle: string
  proofVersion: number
  partId: string
  lines: number | string
}

/** Orders in a state with plates for these departments or branches, and how many. */
function orderParts(
  work: Work,
  state: string,
  column: 'departmentId' | 'branchId',
  ids: string[],
): Promise<OrderPart[]> {
  return work.manager
    .createQueryBuilder(SignOrderLine, 'line')
    .innerJoin(SignOrder, 'waiting', 'waiting.id = line.orderId and waiting.state = :state', { state })
    .select('waiting.id', 'orderId')
    .addSelect('waiting.title', 'orderTitle')
    .addSelect('waiting.proofVersion', 'proofVersion')
    .addSelect(`line.${column}`, 'partId')
    .addSelect('count(*)', 'lines')
    .where(`line.${column} in (:...ids)`, { ids })
    .groupBy('waiting.id')
    .addGroupBy('waiting.title')
    .addGroupBy('waiting.number')
    .addGroupBy('waiting.proofVersion')
    .addGroupBy(`line.${column}`)
    .orderBy('waiting.number')
    .getRawMany<OrderPart>()
}

/** Proofs that wait for, or were answered by, the departments the actor leads or heads (R29). */
export async function waitingProofs(work: Work): Promise<ListAnswer['proofs']> {
  const around = [...scopesOf(work.who, ['DEPARTMENT_HEAD']), work.who.departmentId ?? ''].filter(Boolean)
  const own = (await desks(work, { departmentIds: [...new Set(around)] })).filter(
    (desk) => leads(work.who, desk) || reviews(work.who, desk),
  )
  if (!own.length) return []
  const departmentIds = own.map(({ departmentId }) => departmentId)
  const parts = await orderParts(work, 'PROOF_CHECK', 'departmentId', departmentIds)
  const orderIds = parts.map(({ orderId }) => orderId)
  const answers = await work.manager.findBy(SignOrderProof, { orderId: In(orderIds), departmentId: In(departmentIds) })
  return parts.map(({ orderId, orderTitle, proofVersion, partId }) => ({
    orderId,
    orderTitle,
    departmentId: partId,
    departmentName: own.find(({ departmentId }) => departmentId === partId)?.name ?? '',
    answered: answers.some(
      (one) => one.orderId === orderId && one.departmentId === partId && one.version === Number(proofVersion),
    ),
  }))
}

/** Plates that the actor's branches have not signed for yet (R32). */
export async function waitingDeliveries(work: Work): Promise<ListAnswer['deliveries']> {
  const branchIds = [...new Set(scopesOf(work.who, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'BRANCH_CLERK']))]
  if (!branchIds.length) return []
  const parts = await orderParts(work, 'IN_PRODUCTION', 'branchId', branchIds)
  const orderIds = parts.map(({ orderId }) => orderId)
  const signed = await work.manager.findBy(SignOrderDelivery, { orderId: In(orderIds), branchId: In(branchIds) })
  const names = new Map((await branches(work)).map(({ id, name }) => [id, name]))
  return parts
    .filter((part) => !signed.some((one) => one.orderId === part.orderId && one.branchId === part.partId))
    .map(({ orderId, orderTitle, partId, lines }) => ({
      orderId,
      orderTitle,
      branchId: partId,
      branchName: names.get(partId) ?? '',
      quantity: Number(lines),
    }))
}

/** Orders for those who deal with them, and for everybody what waits for himself; as many queries however much there is. */
export async function listOrders(work: Work): Promise<ListAnswer> {
  return {
    orders: await listed(work),
    available: await available(work),
    proofs: await waitingProofs(work),
    deliveries: await waitingDeliveries(work),
    may: { start: work.may('handleSignOrders') },
  }
}

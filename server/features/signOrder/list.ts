import { Person, SignOrder } from '../../../entities'
import type { Work } from '../../database/work'
import { signKindNames, signKinds } from '../../domain/signOrder/kinds'
import { findCampaign } from '../campaign'
import { namesOf } from '../organisation'
import { withHands } from './flow'
import { ownDeliveries, ownProofs } from './parts'
import { type ListAnswer, type ListedOrder, present } from './present'
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
  const known = await withHands(work, orders)
  return known.map((each) => present(work, each, { names, numbers }))
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

/** Orders for those who deal with them, and for everybody what waits for himself; as many queries however much there is. */
export async function listOrders(work: Work): Promise<ListAnswer> {
  return {
    orders: await listed(work),
    available: await available(work),
    proofs: (await ownProofs(work)).map(({ orderId, orderTitle, desk, record }) => ({
      orderId,
      orderTitle,
      departmentId: desk.departmentId,
      departmentName: desk.name,
      answered: record.state !== 'WAITING',
    })),
    deliveries: (await ownDeliveries(work)).map(({ record: _record, ...delivery }) => delivery),
    may: { start: work.may('handleSignOrders') },
  }
}

import { createHash } from 'node:crypto'
import {
  approvalWaitingCard,
  deliveryCard,
  paidCard,
  proofWaitingCard,
  returnedOrderCard,
  reviewWaitingCard,
  type SignOrderMatter,
  signOrderDoneCard,
} from '../../../bot/cards/signOrder'
import type { Card } from '../../../bot/port'
import { PartyOrganisation, type SignOrder, type SignOrderLine } from '../../../entities'
import type { Work } from '../../database/work'
import { type OnceKey, onceFor, type SubjectKey, subjectFor } from '../../domain/cardKeys'
import type { Role } from '../../domain/organisation/roles'
import { dueByBranch } from '../../domain/signOrder/plates'
import { desks, holders, namesOf } from '../organisation'
import { itemsOf } from './records'

// Who hears of what. A card ends when its matter is done, whoever did it and wherever.

const matterOf = (work: Work, order: SignOrder): SignOrderMatter => ({
  orderId: order.id,
  revision: order.revision,
  title: order.title,
  amountFen: order.amountFen,
  today: work.today,
})

interface News {
  kind: string
  personIds: readonly string[]
  subjectKeys: SubjectKey[]
  card: Card
}

/** Once for a person, an order as it stands, and what it is about: a department, a branch. */
const onceKey = (kind: string, order: SignOrder, ...about: (string | number)[]): OnceKey => {
  const hash = createHash('sha256').update([order.id, ...about].join(':'))
  return onceFor.signOrder(kind, hash.digest('hex'))
}

async function tell(work: Work, order: SignOrder, { kind, personIds, subjectKeys, card }: News): Promise<void> {
  for (const personId of new Set(personIds)) {
    const dedupeKey = onceKey(kind, order, order.revision, personId, ...subjectKeys)
    await work.notify({ dedupeKey, personId, kind, subjectKeys, card })
  }
}

async function othersWith(work: Work, order: SignOrder, role: Role): Promise<string[]> {
  const held = await holders(work, [role])
  return held.map(({ personId }) => personId).filter((personId) => personId !== order.placedById)
}

const departmentsOf = (lines: readonly SignOrderLine[]): string[] => [
  ...new Set(lines.flatMap(({ departmentId }) => departmentId ?? [])),
]

/** R29: the 党小组 lead of each department with plates; where nobody leads it, its 第一负责人. */
export async function askProofs(work: Work, order: SignOrder, lines: readonly SignOrderLine[]): Promise<void> {
  for (const desk of await desks(work, { departmentIds: departmentsOf(lines) })) {
    const { departmentId, name, leadId, head } = desk
    await endProof(work, order.id, departmentId, '样稿已更新，请看新的一版。')
    const personId = leadId ?? head?.personId
    if (!personId) continue
    const own = lines.filter((line) => line.departmentId === departmentId).length
    const card = proofWaitingCard(matterOf(work, order), name, own)
    const subjectKeys = [subjectFor.proof(order.id, departmentId)]
    await tell(work, order, { kind: 'signProof', personIds: [personId], subjectKeys, card })
  }
}

/** Departments and branches may not open the whole order, so the end of their card leads nowhere. */
const endedPart = (orderId: string, line: string): Card => ({ ...signOrderDoneCard(orderId, line), buttons: [] })

export const endProof = (work: Work, orderId: string, departmentId: string, line: string): Promise<void> =>
  work.finishCards(subjectFor.proof(orderId, departmentId), endedPart(orderId, line))

export async function endProofs(work: Work, orderId: string, lines: readonly SignOrderLine[], line: string) {
  for (const departmentId of departmentsOf(lines)) await endProof(work, orderId, departmentId, line)
}

interface PlacerNews extends Pick<Card, 'title' | 'tone'> {
  kind: string
  line: string
  /** What makes it another piece of news than the last one of its kind. */
  about: (string | number)[]
}

/** A line of news to 经办: what a department found, that production may begin, that all have signed. */
export async function tellPlacer(work: Work, order: SignOrder, news: PlacerNews): Promise<void> {
  const { kind, line, about, title, tone } = news
  const { placedById: personId } = order
  const card = { ...signOrderDoneCard(order.id, line), title, tone }
  await work.notify({ dedupeKey: onceKey(kind, order, ...about), personId, kind, subjectKeys: [], card })
}

/** R30: everybody in 机关党办 but 经办. */
export async function askReview(work: Work, order: SignOrder): Promise<void> {
  const items = await itemsOf(work, order.id)
  const personIds = await othersWith(work, order, 'HQ_OFFICE')
  const card = reviewWaitingCard(matterOf(work, order), items.length)
  await tell(work, order, { kind: 'signReview', personIds, subjectKeys: [subjectFor.signReview(order.id)], card })
}

/** R31: 集团党委副书记, in the card. */
export async function askApproval(work: Work, order: SignOrder): Promise<void> {
  const items = await itemsOf(work, order.id)
  const personIds = await othersWith(work, order, 'GROUP_DEPUTY_SECRETARY')
  const minutes = order.minutesNumber !== null
  const card = approvalWaitingCard(matterOf(work, order), { items: items.length, minutes })
  await tell(work, order, { kind: 'signApproval', personIds, subjectKeys: [subjectFor.signApproval(order.id)], card })
}

export const endReview = (work: Work, orderId: string, line: string): Promise<void> =>
  work.finishCards(subjectFor.signReview(orderId), signOrderDoneCard(orderId, line))
export const endApproval = (work: Work, orderId: string, line: string): Promise<void> =>
  work.finishCards(subjectFor.signApproval(orderId), signOrderDoneCard(orderId, line))

/** Once production may begin: the 书记 and 支部经办 of every branch that will get plates. */
export async function askDeliveries(work: Work, order: SignOrder, lines: readonly SignOrderLine[]): Promise<void> {
  const due = dueByBranch(lines)
  const names = await namesOf(work, PartyOrganisation, [...due.keys()])
  const held = await holders(work, ['BRANCH_SECRETARY', 'BRANCH_CLERK'])
  for (const [branchId, quantity] of due) {
    await tell(work, order, {
      kind: 'signDelivery',
      personIds: held.filter(({ scopeId }) => scopeId === branchId).map(({ personId }) => personId),
      subjectKeys: [subjectFor.delivery(order.id, branchId)],
      card: deliveryCard(matterOf(work, order), names.get(branchId) ?? '', quantity),
    })
  }
}

export const endDelivery = (work: Work, orderId: string, branchId: string, line: string): Promise<void> =>
  work.finishCards(subjectFor.delivery(orderId, branchId), endedPart(orderId, line))

/** To 经办: sent back by 党办 or at 终审. */
export async function tellReturned(work: Work, order: SignOrder): Promise<void> {
  const card = returnedOrderCard(matterOf(work, order))
  await tell(work, order, { kind: 'signReturned', personIds: [order.placedById], subjectKeys: [], card })
}

/** To 党办: what is left is to close the order. */
export async function tellPaid(work: Work, order: SignOrder): Promise<void> {
  const personIds = await othersWith(work, order, 'HQ_OFFICE')
  const card = paidCard(matterOf(work, order))
  await tell(work, order, { kind: 'signPaid', personIds, subjectKeys: [subjectFor.signPaid(order.id)], card })
}

export const endPaid = (work: Work, orderId: string): Promise<void> =>
  work.finishCards(subjectFor.signPaid(orderId), signOrderDoneCard(orderId, '制作单已办结。'))

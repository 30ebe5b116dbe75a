import { createHash } from 'node:crypto'
import { deliveryCard, proofWaitingCard, type SignOrderMatter, signOrderDoneCard } from '../../../bot/cards/signOrder'
import type { Card } from '../../../bot/port'
import { PartyOrganisation, type SignOrder, type SignOrderLine } from '../../../entities'
import type { Notice, Work } from '../../database/work'
import { type OnceKey, onceFor, type SubjectKey, subjectFor } from '../../domain/cardKeys'
import { dueByBranch } from '../../domain/signOrder/plates'
import { desks, holders, namesOf } from '../organisation'
import { linesOf } from './records'

// Who hears of the parts of an order: departments, branches, and 经办 of what they found. Whose turn the order itself is
// hears by its workflow (flow.ts). A card ends when its matter is done, whoever did it and wherever.

const matterOf = (work: Work, order: SignOrder): SignOrderMatter => ({
  orderId: order.id,
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

const noticesOf = (order: SignOrder, { kind, personIds, subjectKeys, card }: News): Notice[] =>
  [...new Set(personIds)].map((personId) => {
    const dedupeKey = onceKey(kind, order, order.revision, personId, ...subjectKeys)
    return { dedupeKey, personId, kind, subjectKeys, card }
  })

const departmentsOf = (lines: readonly SignOrderLine[]): string[] => [
  ...new Set(lines.flatMap(({ departmentId }) => departmentId ?? [])),
]

/** R29: the 党小组 lead of each department with plates; where nobody leads it, its 第一负责人. */
export async function askProofs(work: Work, order: SignOrder, lines: readonly SignOrderLine[]): Promise<void> {
  await endProofs(work, order.id, lines, '样稿已更新，请看新的一版。')
  const notices = (await desks(work, { departmentIds: departmentsOf(lines) })).flatMap((desk) => {
    const { departmentId, name, leadId, head } = desk
    const personId = leadId ?? head?.personId
    if (!personId) return []
    const own = lines.filter((line) => line.departmentId === departmentId).length
    const card = proofWaitingCard(matterOf(work, order), name, own)
    const subjectKeys = [subjectFor.proof(order.id, departmentId)]
    return noticesOf(order, { kind: 'signProof', personIds: [personId], subjectKeys, card })
  })
  await work.notifyAll(notices)
}

/** Departments and branches may not open the whole order, so the end of their card leads nowhere. */
const endedPart = (orderId: string, line: string): Card => ({ ...signOrderDoneCard(orderId, line), buttons: [] })

export const endProof = (work: Work, orderId: string, departmentId: string, line: string): Promise<void> =>
  work.finishCards(subjectFor.proof(orderId, departmentId), endedPart(orderId, line))

export async function endProofs(work: Work, orderId: string, lines: readonly SignOrderLine[], line: string) {
  const keys = departmentsOf(lines).map((departmentId) => subjectFor.proof(orderId, departmentId))
  if (keys.length) await work.finishCards(keys, endedPart(orderId, line))
}

interface PlacerNews extends Pick<Card, 'title' | 'tone'> {
  kind: string
  line: string
  /** What makes it another piece of news than the last one of its kind. */
  about: (string | number)[]
}

/** A line of news to 经办: what a department found, that production may begin. */
export async function tellPlacer(work: Work, order: SignOrder, news: PlacerNews): Promise<void> {
  const { kind, line, about, title, tone } = news
  const { placedById: personId } = order
  const card = { ...signOrderDoneCard(order.id, line), title, tone }
  await work.notify({ dedupeKey: onceKey(kind, order, ...about), personId, kind, subjectKeys: [], card })
}

/** The 书记 and 支部经办 of every branch that will get plates. */
async function askDeliveries(work: Work, order: SignOrder): Promise<void> {
  const due = dueByBranch(await linesOf(work, order.id))
  const names = await namesOf(work, PartyOrganisation, [...due.keys()])
  const held = await holders(work, ['BRANCH_SECRETARY', 'BRANCH_CLERK'])
  const notices = [...due].flatMap(([branchId, quantity]) =>
    noticesOf(order, {
      kind: 'signDelivery',
      personIds: held.filter(({ scopeId }) => scopeId === branchId).map(({ personId }) => personId),
      subjectKeys: [subjectFor.delivery(order.id, branchId)],
      card: deliveryCard(matterOf(work, order), names.get(branchId) ?? '', quantity),
    }),
  )
  await work.notifyAll(notices)
}

/** 终审 is given: 经办 may have the plates made, and the branches will get them. */
export async function beginProduction(work: Work, order: SignOrder): Promise<void> {
  await tellPlacer(work, order, {
    kind: 'signApproved',
    about: [order.revision],
    title: '工作牌费用已终审',
    tone: 'done',
    line: '终审已同意，可以安排制作。',
  })
  await askDeliveries(work, order)
}

export const endDelivery = (work: Work, orderId: string, branchId: string, line: string): Promise<void> =>
  work.finishCards(subjectFor.delivery(orderId, branchId), endedPart(orderId, line))

export async function endDeliveries(work: Work, orderId: string, line: string): Promise<void> {
  const branchIds = new Set((await linesOf(work, orderId)).map(({ branchId }) => branchId))
  const keys = [...branchIds].map((branchId) => subjectFor.delivery(orderId, branchId))
  if (keys.length) await work.finishCards(keys, endedPart(orderId, line))
}

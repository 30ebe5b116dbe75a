import { In } from 'typeorm'
import { Person, SignOrder, SignOrderLine, SignOrderProof, SignOrderStep } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import type { SignOrderFacts } from '../../domain/reminders/facts'
import { desks, holders } from '../organisation'

type ProofFacts = SignOrderFacts['proofs'][number]

interface Unanswered {
  orderId: string
  departmentId: string
}

/** Departments with plates on these orders that have not answered the proof in force (R29). */
async function unanswered(work: Work, orders: readonly SignOrder[]): Promise<Unanswered[]> {
  if (!orders.length) return []
  const orderIds = orders.map(({ id }) => id)
  const rows = await work.manager
    .createQueryBuilder(SignOrderLine, 'line')
    .select('line.orderId', 'orderId')
    .addSelect('line.departmentId', 'departmentId')
    .distinct(true)
    .where('line.orderId in (:...orderIds) and line.departmentId is not null', { orderIds })
    .getRawMany<Unanswered>()
  const answers = await work.manager.findBy(SignOrderProof, { orderId: In(orderIds) })
  const version = new Map(orders.map(({ id, proofVersion }) => [id, proofVersion]))
  return rows.filter(
    (row) =>
      !answers.some(
        (answer) =>
          answer.orderId === row.orderId &&
          answer.departmentId === row.departmentId &&
          answer.version === version.get(row.orderId),
      ),
  )
}

async function proofFacts(
  work: Work,
  orders: readonly SignOrder[],
  atRest: Set<string>,
): Promise<Map<string, ProofFacts[]>> {
  const open = await unanswered(work, orders)
  const own = await desks(work, { departmentIds: [...new Set(open.map(({ departmentId }) => departmentId))] })
  const found = new Map<string, ProofFacts[]>()
  for (const { orderId, departmentId } of open) {
    const desk = own.find((each) => each.departmentId === departmentId)
    const sentAt = orders.find(({ id }) => id === orderId)?.proofAt
    const leadId = desk?.leadId ?? desk?.head?.personId
    if (!leadId || !sentAt || atRest.has(leadId)) continue
    const proof = { departmentId, leadId, sentOn: dayOfInstant(Number(sentAt)) }
    found.set(orderId, [...(found.get(orderId) ?? []), proof])
  }
  return found
}

/** Since when each order waits for 终审: its last 审核. */
async function approvalsSince(work: Work, orders: readonly SignOrder[]): Promise<Map<string, number>> {
  if (!orders.length) return new Map()
  const where = { orderId: In(orders.map(({ id }) => id)), event: 'review' }
  const steps = await work.manager.find(SignOrderStep, { where, order: { at: 'ASC' } })
  return new Map(steps.map((step) => [step.orderId, Number(step.at)]))
}

/** Orders that wait for a department's proof-reading or for 终审 (R29, R31). 经办 does not judge what he placed. */
export async function loadSignFacts(work: Work): Promise<SignOrderFacts[]> {
  const orders = await work.manager.findBy(SignOrder, { state: In(['PROOF_CHECK', 'FINAL_APPROVAL']) })
  if (!orders.length) return []
  const sick = await work.manager.find(Person, { select: { id: true }, where: { dutyStatus: 'LONG_SICK' } })
  const atRest = new Set(sick.map(({ id }) => id))
  const proofs = await proofFacts(
    work,
    orders.filter(({ state }) => state === 'PROOF_CHECK'),
    atRest,
  )
  const since = await approvalsSince(
    work,
    orders.filter(({ state }) => state === 'FINAL_APPROVAL'),
  )
  const deputies = (await holders(work, ['GROUP_DEPUTY_SECRETARY'])).map(({ personId }) => personId)
  return orders.map(({ id, placedById }): SignOrderFacts => {
    const arrived = since.get(id)
    const approverIds = deputies.filter((personId) => personId !== placedById && !atRest.has(personId))
    return {
      orderId: id,
      proofs: proofs.get(id) ?? [],
      ...(arrived === undefined ? {} : { approval: { approverIds, arrivedOn: dayOfInstant(arrived) } }),
    }
  })
}

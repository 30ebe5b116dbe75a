import { Person } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { nobody, type SignOrderFacts } from '../../domain/reminders/facts'
import { approvalState } from '../../domain/workflows/signOrder'
import { owedStates } from '../../domain/workflows/workflow'
import { holders } from '../organisation'
import { orderFlow, signProofFlow } from '../signOrder'
import { turnHolders } from '../workflow'

type Proofs = Awaited<ReturnType<typeof signProofFlow.open>>
type Orders = Awaited<ReturnType<typeof orderFlow.open>>

/** Proofs no department has answered yet, by order (R29). */
function proofFacts(open: Proofs, atRest: ReadonlySet<string>): SignOrderFacts[] {
  const found = new Map<string, SignOrderFacts['proofs'][number][]>()
  for (const known of open) {
    const { orderId, sentAt, desk } = known
    const leadId = turnHolders(signProofFlow, known, [])[0]
    if (!leadId || !sentAt || atRest.has(leadId)) continue
    const proof = { departmentId: desk.departmentId, leadId, sentOn: dayOfInstant(sentAt) }
    found.set(orderId, [...(found.get(orderId) ?? []), proof])
  }
  return [...found].map(([orderId, proofs]) => ({ orderId, proofs }))
}

/** For whom orders wait for 终审, and since when (R31): 审核 was the last step. */
async function approvalFacts(work: Work, waiting: Orders, atRest: ReadonlySet<string>): Promise<SignOrderFacts[]> {
  const held = waiting.length ? await holders(work, [...orderFlow.grants]) : []
  return waiting
    .filter(({ lastAt }) => lastAt > 0)
    .map((known) => {
      const holding = turnHolders(orderFlow, known, held)
      const approverIds = (holding.length ? holding : [nobody]).filter((personId) => !atRest.has(personId))
      return { orderId: known.record.id, proofs: [], approval: { approverIds, arrivedOn: dayOfInstant(known.lastAt) } }
    })
}

/** What is owed on orders and reminded of: a department's word on the proof, and 终审. */
export async function loadSignFacts(work: Work): Promise<SignOrderFacts[]> {
  const proofs = await signProofFlow.open(work, owedStates(signProofFlow.table))
  const waiting = await orderFlow.open(work, [approvalState])
  if (!proofs.length && !waiting.length) return []
  const sick = await work.manager.find(Person, { select: { id: true }, where: { dutyStatus: 'LONG_SICK' } })
  const atRest = new Set(sick.map(({ id }) => id))
  return [...proofFacts(proofs, atRest), ...(await approvalFacts(work, waiting, atRest))]
}

import {
  PartyOrganisation,
  Person,
  SignOrder,
  SignOrderDelivery,
  SignOrderExport,
  type SignOrderItem,
  type SignOrderLine,
  SignOrderStep,
} from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { signKindNames } from '../../domain/signOrder/kinds'
import { capitalAmount, yuanText } from '../../domain/signOrder/money'
import { dueByBranch } from '../../domain/signOrder/plates'
import { ledBy } from '../../domain/workflows/chain'
import { capacityName } from '../../domain/workflows/doers'
import { type OrderEvent, signOrder } from '../../domain/workflows/signOrder'
import type { AnyWorkflow } from '../../domain/workflows/workflow'
import { namesOf } from '../organisation'
import { faceOf, type TakenStep, withStandIns } from '../record'
import { requireRecord } from '../workflow'
import { type KnownOrder, orderFlow } from './flow'
import { present } from './present'
import { differencesOf } from './readLines'
import { itemsOf, linesOf } from './records'
import { type DepartmentProof, departmentProofs } from './sendProof'
import { orderWarnings } from './warnings'

type OrderAnswer = Output<'signOrder.read'>

/** Everything that hangs on an order. */
export interface WholeOrder {
  known: KnownOrder
  order: SignOrder
  items: SignOrderItem[]
  lines: SignOrderLine[]
  exports: SignOrderExport[]
  proofs: DepartmentProof[]
  deliveries: SignOrderDelivery[]
  steps: SignOrderStep[]
}

async function wholeOrder(work: Work, orderId: string): Promise<WholeOrder> {
  const known = await requireRecord(work, orderFlow, orderId)
  const { record: order } = known
  const lines = await linesOf(work, orderId)
  return {
    known,
    order,
    lines,
    items: await itemsOf(work, orderId),
    exports: await work.manager.find(SignOrderExport, { where: { orderId }, order: { at: 'ASC' } }),
    proofs: await departmentProofs(work, order, lines),
    deliveries: await work.manager.findBy(SignOrderDelivery, { orderId }),
    steps: await work.manager.find(SignOrderStep, { where: { orderId }, order: { at: 'ASC' } }),
  }
}

type Names = Map<string, string>

const presentItem = ({ id, kind, quantity, unitPriceFen }: SignOrderItem): OrderAnswer['items'][number] => ({
  itemId: id,
  kind,
  kindName: signKindNames[kind],
  quantity,
  unitPriceFen,
  amountFen: quantity * unitPriceFen,
})

const presentExport = (row: SignOrderExport, names: Names): OrderAnswer['exports'][number] => ({
  exportId: row.id,
  at: row.at,
  byName: names.get(row.byId) ?? '',
  recipient: row.recipient,
  signedForBy: row.signedForBy,
  purpose: row.purpose,
  untilDay: toCalendarDay(row.untilDay),
  fields: row.fields,
  lineCount: row.lineCount,
  sha256: row.sha256,
  deletedDay: row.deletedDay === null ? null : toCalendarDay(row.deletedDay),
})

const presentProof = ({ proof, ...department }: DepartmentProof, names: Names): OrderAnswer['proofs'][number] => ({
  ...department,
  answer: proof?.answer ?? 'WAITING',
  problem: proof?.problem ?? '',
  byName: proof ? (names.get(proof.byId) ?? '') : null,
})

function presentDeliveries({ lines, deliveries }: WholeOrder, names: Names): OrderAnswer['deliveries'] {
  return [...dueByBranch(lines)].map(([branchId, due]) => {
    const signed = deliveries.find((one) => one.branchId === branchId)
    return {
      branchId,
      branchName: names.get(branchId) ?? '',
      due,
      quantity: signed?.quantity ?? null,
      signedDay: signed ? toCalendarDay(signed.signedDay) : null,
      signedByName: signed ? (names.get(signed.signedById) ?? '') : null,
      note: signed?.note ?? '',
    }
  })
}

const takenStep = (step: SignOrderStep, names: Names): TakenStep => ({
  name: signOrder.events[step.event as OrderEvent]?.name ?? step.event,
  personId: step.actorId,
  personName: names.get(step.actorId ?? '') ?? '',
  roleName: capacityName(step.actedAs) ?? '',
  comment: step.reason,
  notes: step.amountFen > 0 ? [yuanText(step.amountFen)] : [],
  at: step.at,
  counts: true,
  led: ledBy(signOrder as AnyWorkflow, [step.event]),
})

async function namesAround(
  work: Work,
  { order, exports, proofs, deliveries, steps, lines }: WholeOrder,
): Promise<Names> {
  const people = await namesOf(work, Person, [
    order.placedById,
    ...exports.map(({ byId }) => byId),
    ...proofs.map(({ proof }) => proof?.byId ?? null),
    ...deliveries.map(({ signedById }) => signedById),
    ...steps.map(({ actorId }) => actorId),
  ])
  const branches = await namesOf(
    work,
    PartyOrganisation,
    lines.map(({ branchId }) => branchId),
  )
  return new Map([...people, ...branches])
}

/** One order with everything that was done about it, and what to mind before the next step (R28–R32). */
export async function readOrder(work: Work, { orderId }: Checked<'signOrder.read'>): Promise<Output<'signOrder.read'>> {
  work.must('readSignOrder')
  const whole = await wholeOrder(work, orderId)
  const { order, items, lines } = whole
  const names = await namesAround(work, whole)
  const earlier = order.supplementsId ? await work.one(SignOrder, { id: order.supplementsId }) : null
  const numbers = new Map(earlier ? [[earlier.id, earlier.number]] : [])
  const differing = (await differencesOf(work, order, lines)).size
  return {
    ...present(work, whole.known, { names, numbers }),
    reason: order.reason,
    agencyName: order.agencyName,
    returnReason: order.returnReason,
    fundingSource: '留存党费',
    amountCapital: order.quoteFileId ? capitalAmount(order.amountFen) : '',
    items: items.map(presentItem),
    quoteFileId: order.quoteFileId,
    minutesNumber: order.minutesNumber,
    minutesFileId: order.minutesFileId,
    voucherNumber: order.voucherNumber,
    paidDay: order.paidDay === null ? null : toCalendarDay(order.paidDay),
    exports: whole.exports.map((row) => presentExport(row, names)),
    proofVersion: order.proofVersion,
    proofs: whole.proofs.map((proof) => presentProof(proof, names)),
    deliveries: presentDeliveries(whole, names),
    face: await faceOf(
      work,
      orderFlow as never,
      whole.known,
      await withStandIns(
        work,
        whole.order.id,
        whole.steps.map((step) => takenStep(step, names)),
      ),
    ),
    warnings: await orderWarnings(work, whole, differing),
  }
}

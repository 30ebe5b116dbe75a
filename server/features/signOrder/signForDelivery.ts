import { PartyOrganisation, type SignOrder, SignOrderDelivery } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { dueByBranch } from '../../domain/signOrder/plates'
import { deliveryState } from '../../domain/workflows/signOrder'
import { recordNotFound, refusal } from '../../refusals'
import { namesOf } from '../organisation'
import { take } from '../workflow'
import { type KnownOrder, lockOrder, orderFlow } from './flow'
import { endDelivery } from './orderNews'
import { linesOf } from './records'
import { signOrderDayWrong } from './refusals'

const signOrderDeliveryTooMany = refusal(
  422,
  'signOrder.deliveryTooMany',
  '{branch}应收{due}块，签收{actual}块多了，请核对。',
)
const signOrderDeliveryNote = refusal(
  422,
  'signOrder.deliveryNote',
  '签收{actual}块比应收{due}块少，请在备注里写明原因。',
)
const signOrderAlreadySigned = refusal(409, 'signOrder.alreadySigned', '{branch}已经签收过了。')

type SignInput = Checked<'signOrder.signFor'>

/** A day of what happened to an order: not before it was placed, not after today. */
export function checkDay(work: Work, day: string, order: SignOrder, what: string): void {
  const from = dayOfInstant(order.placedAt)
  if (day < from || day > work.today) throw signOrderDayWrong({ what, day, from })
}

function checkQuantity({ quantity, note }: SignInput, due: number, branch: string): void {
  if (quantity > due) throw signOrderDeliveryTooMany({ branch, due, actual: quantity })
  if (quantity < due && !note) throw signOrderDeliveryNote({ due, actual: quantity })
}

/** Whether this very signature is there already; another one of the branch is refused. */
async function isSigned(work: Work, { orderId, branchId, quantity, day, note }: SignInput, branch: string) {
  const known = await work.one(SignOrderDelivery, { orderId, branchId })
  if (!known) return false
  if (known.quantity === quantity && known.signedDay === day && known.note === note) return true
  throw signOrderAlreadySigned({ branch })
}

async function addDelivery(work: Work, { orderId, branchId, quantity, day, note }: SignInput, branch: string) {
  const row = { orderId, branchId, quantity, signedDay: day, signedById: work.who.personId, note }
  if (!(await work.insertOnce(SignOrderDelivery, row))) throw signOrderAlreadySigned({ branch })
}

/** With the last branch the order is delivered, and 经办 may pay. */
async function deliverWhenAllSigned(work: Work, known: KnownOrder, branchIds: readonly string[]) {
  const signed = await work.manager.findBy(SignOrderDelivery, { orderId: known.record.id })
  const missing = branchIds.filter((branchId) => !signed.some((one) => one.branchId === branchId))
  if (!missing.length) await take(work, orderFlow, known, 'allDelivered')
}

/** A branch signs for its plates (R32 audit). Fewer than due need a word of explanation, more cannot be. */
export async function signForDelivery(work: Work, input: SignInput): Promise<Output<'signOrder.signFor'>> {
  const { orderId, branchId, quantity, day } = input
  work.must('signForDelivery', { branchId })
  const branch = (await namesOf(work, PartyOrganisation, [branchId])).get(branchId) ?? ''
  if (await isSigned(work, input, branch)) return { done: true }
  const known = await lockOrder(work, orderId, deliveryState, '签收')
  const due = dueByBranch(await linesOf(work, orderId))
  const own = due.get(branchId)
  if (own === undefined) throw recordNotFound({ what: '签收单' })
  checkDay(work, day, known.record, '签收日期')
  checkQuantity(input, own, branch)
  await addDelivery(work, input, branch)
  const change = { branchId, quantity, due: own, signedDay: day }
  await work.audit({ action: 'signOrder.signFor', subjectKind: 'signOrder', subjectId: orderId, change })
  await endDelivery(work, orderId, branchId, '已签收。')
  await deliverWhenAllSigned(work, { ...known, signing: branchId }, [...due.keys()])
  return { done: true }
}

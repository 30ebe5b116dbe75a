import { PartyOrganisation, type SignOrder, SignOrderDelivery } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { dueByBranch } from '../../domain/signOrder/plates'
import type { StepRole } from '../../domain/workflows/steps'
import { holds } from '../../policy/actor'
import { refuse } from '../../refusals'
import { namesOf } from '../organisation/names'
import { endDelivery, tellPlacer } from './orderNews'
import { linesOf, lockOrder, takeStep } from './records'

type SignInput = Checked<'signOrder.signFor'>

/** A day of what happened to an order: not before it was placed, not after today. */
export function checkDay(work: Work, day: string, order: SignOrder, what: string): void {
  const from = dayOfInstant(order.placedAt)
  if (day < from || day > work.today) throw refuse('signOrder.dayWrong', { what, day, from })
}

function checkQuantity({ quantity, note }: SignInput, due: number, branch: string): void {
  if (quantity > due) throw refuse('signOrder.deliveryTooMany', { branch, due, actual: quantity })
  if (quantity < due && !note) throw refuse('signOrder.deliveryNote', { due, actual: quantity })
}

/** Whether this very signature is there already; another one of the branch is refused. */
async function isSigned(work: Work, { orderId, branchId, quantity, day, note }: SignInput, branch: string) {
  const known = await work.one(SignOrderDelivery, { orderId, branchId })
  if (!known) return false
  if (known.quantity === quantity && known.signedDay === day && known.note === note) return true
  throw refuse('signOrder.alreadySigned', { branch })
}

async function addDelivery(work: Work, { orderId, branchId, quantity, day, note }: SignInput, branch: string) {
  const row = { orderId, branchId, quantity, signedDay: day, signedById: work.who.personId, note }
  if (!(await work.insertOnce(SignOrderDelivery, row))) throw refuse('signOrder.alreadySigned', { branch })
}

/** In what capacity somebody's signature, as the last one, moves the order on. */
const signerRoles = (work: Work, branchId: string): StepRole[] => [
  ...(holds(work.who, ['BRANCH_SECRETARY'], branchId) ? (['branchSecretary'] as const) : []),
  ...(holds(work.who, ['BRANCH_CLERK'], branchId) ? (['branchClerk'] as const) : []),
  'system',
]

/** With the last branch the order is delivered, and 经办 may pay. */
async function deliverWhenAllSigned(work: Work, order: SignOrder, branchIds: readonly string[], roles: StepRole[]) {
  const signed = await work.manager.findBy(SignOrderDelivery, { orderId: order.id })
  const missing = branchIds.filter((branchId) => !signed.some((one) => one.branchId === branchId))
  if (missing.length) return
  const { revision } = order
  const after = await takeStep(work, { order, revision, event: 'allDelivered', roles })
  await tellPlacer(work, after, {
    kind: 'signDelivered',
    about: [after.revision],
    title: '工作牌已全部签收',
    tone: 'plain',
    line: '各支部都已签收，请办理付款并登记凭证。',
  })
}

/** A branch signs for its plates (R32 audit). Fewer than due need a word of explanation, more cannot be. */
export async function signForDelivery(work: Work, input: SignInput): Promise<Output<'signOrder.signFor'>> {
  const { orderId, branchId, quantity, day } = input
  work.must('signForDelivery', { branchId })
  const branch = (await namesOf(work, PartyOrganisation, [branchId])).get(branchId) ?? ''
  if (await isSigned(work, input, branch)) return { done: true }
  const order = await lockOrder(work, orderId, 'IN_PRODUCTION', '签收')
  const due = dueByBranch(await linesOf(work, orderId))
  const own = due.get(branchId)
  if (own === undefined) throw refuse('record.notFound', { what: '签收单' })
  checkDay(work, day, order, '签收日期')
  checkQuantity(input, own, branch)
  await addDelivery(work, input, branch)
  const change = { branchId, quantity, due: own, signedDay: day }
  await work.audit({ action: 'signOrder.signFor', subjectKind: 'signOrder', subjectId: orderId, change })
  await endDelivery(work, orderId, branchId, '已签收。')
  await deliverWhenAllSigned(work, order, [...due.keys()], signerRoles(work, branchId))
  return { done: true }
}

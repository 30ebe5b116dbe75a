import type { SignOrderStep } from '../../../entities'
import type { Work } from '../../database/work'
import { dayName, dayOfInstant } from '../../domain/calendar/calendarDay'
import { yuanText } from '../../domain/signOrder/money'
import { minutesStates, proofState, reviewState, signOrder } from '../../domain/workflows/signOrder'
import { turnOf } from '../../domain/workflows/workflow'
import { holders } from '../organisation'
import { turnHolders } from '../workflow'
import { orderFlow } from './flow'
import type { WholeOrder } from './read'

// What to mind about an order. None of it stops a step; what does is a refusal of the verb.

const lastOf = (steps: readonly SignOrderStep[], event: string): SignOrderStep | undefined =>
  steps.findLast((step) => step.event === event)

/** R32: 留存党费 is spent by a collective decision. */
function minutesWarning({ order }: WholeOrder): string[] {
  return minutesStates.includes(order.state) && !order.minutesNumber
    ? ['还没有登记集体研究会议纪要编号，从留存党费支出要有集体研究。']
    : []
}

function proofWarnings({ order, proofs }: WholeOrder, differing: number): string[] {
  const found: string[] = []
  if (differing) found.push(`有${differing}块牌子与今天的名册或受理材料不一致，重新导出资料后会更新。`)
  const problems = proofs.filter(({ proof }) => proof?.answer === 'PROBLEM')
  if (order.state === proofState && problems.length)
    found.push(`${problems.map(({ departmentName }) => departmentName).join('、')}校对发现问题。`)
  return found
}

/** R28, PIPL 21: the data are to be deleted when their time is over. */
const deletionWarnings = ({ exports }: WholeOrder, today: string): string[] =>
  exports
    .filter(({ deletedDay, untilDay }) => !deletedDay && untilDay < today)
    .map(({ recipient, untilDay }) => `交给${recipient}的资料使用期限${dayName(untilDay)}已过，还没有确认删除。`)

/** R31: after 审核 the price was another one. */
function amountWarning({ order, steps }: WholeOrder): string[] {
  const change = lastOf(steps, 'changeAmount')
  const reviewed = lastOf(steps, 'review')
  if (order.state !== reviewState || !change || !reviewed || reviewed.at > change.at) return []
  return [`审核后金额由${yuanText(reviewed.amountFen)}改为${yuanText(change.amountFen)}，要重新审核和终审。`]
}

function quantityWarning({ items, lines, order }: WholeOrder): string[] {
  const ordered = items.reduce((sum, { quantity }) => sum + quantity, 0)
  return order.quoteFileId && ordered !== lines.length
    ? [`报价数量${ordered}块与牌子${lines.length}块不一致，请核对。`]
    : []
}

/** R31: made or paid before 终审. */
function earlyWarnings({ order, deliveries, steps }: WholeOrder): string[] {
  const approved = lastOf(steps, 'approve')
  if (!approved) return []
  const day = dayOfInstant(approved.at)
  const made = deliveries.some(({ signedDay }) => signedDay < day)
  const paid = order.paidDay !== null && order.paidDay < day
  return [
    ...(made ? ['有支部的签收日期早于终审日期，请核对是否在终审前就开始了制作。'] : []),
    ...(paid ? ['付款日期早于终审日期，请核对。'] : []),
  ]
}

/** By the step that is owed: what to do where nobody is left who may take it. */
const nobodyTexts: Partial<Record<string, string>> = {
  review: '机关党办里没有可以审核的同志（经办人不能审核），请先设置。',
  approve: '没有可以终审的集团党委副书记（经办人不能终审），请先设置。',
}

/** R30: 经办 cannot stand in for whoever judges. */
async function nobodyWarning(work: Work, { known }: WholeOrder): Promise<string[]> {
  const said = nobodyTexts[turnOf(signOrder, known.record.state)?.owes ?? '']
  if (!said) return []
  const held = await holders(work, [...orderFlow.grants])
  return turnHolders(orderFlow, known, held).length ? [] : [said]
}

export async function orderWarnings(work: Work, whole: WholeOrder, differing: number): Promise<string[]> {
  return [
    ...minutesWarning(whole),
    ...proofWarnings(whole, differing),
    ...amountWarning(whole),
    ...quantityWarning(whole),
    ...earlyWarnings(whole),
    ...deletionWarnings(whole, work.today),
    ...(await nobodyWarning(work, whole)),
  ]
}

import { type CalendarDay, daysBetween } from '../../server/domain/calendar/calendarDay'
import { yuanText } from '../../server/domain/signOrder/money'
import type { Card } from '../port'
import { deadlineWords, shortDay } from './words'

/**
 * Cards about 工作牌 orders (R28–R32): title, counts, amount, date, link. No texts of any plate; money is not among what
 * a chat must not carry (rules §6.3).
 */
export interface SignOrderMatter {
  orderId: string
  title: string
  amountFen: number
  today: CalendarDay
  /** By when, where there is a date. */
  dueDay?: CalendarDay
}

const openOrder = (orderId: string, label: string) => ({
  kind: 'open' as const,
  label,
  path: `/sign-orders/${orderId}`,
  primary: true,
})

const dueFact = ({ dueDay, today }: SignOrderMatter): Card['facts'] =>
  dueDay ? [{ label: '截止', value: `${shortDay(dueDay)}（${deadlineWords(dueDay, today)}）` }] : []

const isNear = ({ dueDay, today }: SignOrderMatter): boolean => dueDay !== undefined && daysBetween(today, dueDay) <= 2

interface Said {
  title: string
  line: string
  button: string
  facts: Card['facts']
}

/** Departments and branches see their own part in the list; the order itself is open to 经办 and those who judge it. */
const listPath = '/sign-orders'

const about = (order: SignOrderMatter, { title, line, button, facts }: Said): Card => ({
  title,
  tone: isNear(order) ? 'attention' : 'plain',
  summary: `${title}：${order.title}`,
  lines: [order.title, line],
  facts: [...facts, ...dueFact(order)],
  buttons: [openOrder(order.orderId, button)],
})

const fromList = (order: SignOrderMatter, said: Said): Card => ({
  ...about(order, said),
  buttons: [{ kind: 'open', label: said.button, path: listPath, primary: true }],
})

/** R29: a department proof-reads its own plates. */
export const proofWaitingCard = (order: SignOrderMatter, departmentName: string, lines: number): Card =>
  fromList(order, {
    title: '请校对牌子样稿',
    line: '请逐块核对姓名、部门和文字，有错请写明。',
    button: '去校对',
    facts: [
      { label: '部门', value: departmentName },
      { label: '牌子', value: `${lines}块` },
    ],
  })

/** R30: 机关审核人. */
export const reviewWaitingCard = (order: SignOrderMatter, items: number): Card =>
  about(order, {
    title: '请审核工作牌费用',
    line: '请核对报价单、数量、单价和合计。',
    button: '去审核',
    facts: [
      { label: '金额', value: yuanText(order.amountFen) },
      { label: '项目', value: `${items}项` },
    ],
  })

/** What 终审 is about besides the amount. */
export interface ApprovalFacts {
  items: number
  /** Without them it warns, never blocks (R32). */
  minutesNumber: string | null
  placedBy: string
  reviewedBy: string
}

/** R31: 终审 by 集团党委副书记; the answers stand in the card. */
export function approvalWaitingCard(
  order: SignOrderMatter,
  { items, minutesNumber, placedBy, reviewedBy }: ApprovalFacts,
): Card {
  const card = about(order, {
    title: '请终审工作牌费用',
    line: minutesNumber ? '从留存党费中支出。' : '从留存党费中支出。还没有登记会议纪要。',
    button: '查看明细',
    facts: [
      { label: '金额', value: yuanText(order.amountFen) },
      { label: '项目', value: `${items}项` },
      { label: '经办', value: placedBy },
      { label: '审核人', value: reviewedBy },
      ...(minutesNumber ? [{ label: '会议纪要', value: minutesNumber }] : []),
    ],
  })
  return { ...card, buttons: card.buttons.map((button) => ({ ...button, primary: false })) }
}

/** R32 audit: a branch signs for what it got. */
export const deliveryCard = (order: SignOrderMatter, branchName: string, quantity: number): Card =>
  fromList(order, {
    title: '请签收工作牌',
    line: '请清点数量后签收，数量不对请写明。',
    button: '去签收',
    facts: [
      { label: '支部', value: branchName },
      { label: '应收', value: `${quantity}块` },
    ],
  })

/** To 经办; the reason stands on the page. */
export const returnedOrderCard = (order: SignOrderMatter): Card => ({
  ...about(order, {
    title: '工作牌费用被退回',
    line: '请按退回原因修改后重新送审，原因写在制作单上。',
    button: '去修改',
    facts: [{ label: '金额', value: yuanText(order.amountFen) }],
  }),
  tone: 'attention',
})

/** To 经办: every branch has signed. */
export const deliveredOrderCard = (order: SignOrderMatter): Card =>
  about(order, {
    title: '工作牌已全部签收',
    line: '各支部都已签收，请办理付款并登记凭证。',
    button: '去登记',
    facts: [{ label: '金额', value: yuanText(order.amountFen) }],
  })

/** To 党办: what is left is to close the order. */
export const paidCard = (order: SignOrderMatter): Card =>
  about(order, {
    title: '工作牌费用已付款',
    line: '凭证已登记。核对无误后请结束这张制作单。',
    button: '去核对',
    facts: [{ label: '金额', value: yuanText(order.amountFen) }],
  })

/** What the cards turn to when somebody has done it, wherever that was. */
export const signOrderDoneCard = (orderId: string, line: string): Card => ({
  title: '工作牌制作',
  tone: 'done',
  summary: line,
  lines: [line],
  facts: [],
  buttons: [{ ...openOrder(orderId, '查看'), primary: false }],
})

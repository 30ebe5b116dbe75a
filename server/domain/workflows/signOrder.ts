import type { EventOf, StateOf, StepTable } from './steps'
import { workflow } from './workflow'

/**
 * 工作牌 and what it costs (R28–R32, rules §3.3). 审核 by 机关党办 (never by who placed the order), then 终审 by the role of
 * group deputy secretary; an amount changed after 审核 starts the review anew, also during production.
 */
export const signOrderSteps = [
  { from: 'NOT_STARTED', event: 'start', by: 'generalOffice', to: 'DRAFT' },
  { from: ['DRAFT', 'DESIGNING', 'PROOF_CHECK'], event: 'export', by: 'generalOffice', to: 'DESIGNING' },
  { from: ['DESIGNING', 'PROOF_CHECK'], event: 'sendProof', by: 'generalOffice', to: 'PROOF_CHECK' },
  { from: ['PROOF_CHECK', 'QUOTED'], event: 'quote', by: 'generalOffice', to: 'QUOTED' },
  { from: 'QUOTED', event: 'submit', by: 'generalOffice', to: 'OFFICE_REVIEW' },
  { from: 'OFFICE_REVIEW', event: 'review', by: 'hqOffice', to: 'FINAL_APPROVAL' },
  { from: 'OFFICE_REVIEW', event: 'returnByOffice', by: 'hqOffice', to: 'QUOTED' },
  { from: 'FINAL_APPROVAL', event: 'approve', by: 'groupDeputySecretary', to: 'IN_PRODUCTION' },
  { from: 'FINAL_APPROVAL', event: 'reject', by: 'groupDeputySecretary', to: 'QUOTED' },
  {
    from: ['OFFICE_REVIEW', 'FINAL_APPROVAL', 'IN_PRODUCTION'],
    event: 'changeAmount',
    by: 'generalOffice',
    to: 'OFFICE_REVIEW',
  },
  { from: 'IN_PRODUCTION', event: 'allDelivered', by: ['branchSecretary', 'branchClerk', 'system'], to: 'DELIVERED' },
  { from: 'DELIVERED', event: 'pay', by: 'generalOffice', to: 'PAID' },
  { from: 'PAID', event: 'close', by: 'hqOffice', to: 'CLOSED' },
  {
    from: ['DRAFT', 'DESIGNING', 'PROOF_CHECK', 'QUOTED'],
    event: 'cancel',
    by: 'generalOffice',
    to: 'CANCELLED',
  },
] as const satisfies StepTable

export type OrderState = StateOf<typeof signOrderSteps>
export type OrderEvent = EventOf<typeof signOrderSteps>

export const signOrder = workflow<typeof signOrderSteps>({
  name: 'signOrder',
  what: '制作单',
  steps: signOrderSteps,
  states: {
    NOT_STARTED: '未开始',
    DRAFT: '待导出资料',
    DESIGNING: '设计中',
    PROOF_CHECK: '校对中',
    QUOTED: '已报价',
    OFFICE_REVIEW: '待机关党办审核',
    FINAL_APPROVAL: '待终审',
    IN_PRODUCTION: '制作中',
    DELIVERED: '已全部签收',
    PAID: '已付款',
    CLOSED: '已办结',
    CANCELLED: '已取消',
  },
  events: {
    start: { name: '建单' },
    export: { name: '导出资料' },
    sendProof: { name: '发出样稿' },
    quote: { name: '登记报价' },
    submit: { name: '送审', done: '已送审' },
    review: { name: '审核通过', done: '机关党办已审核' },
    returnByOffice: { name: '审核退回', done: '机关党办已退回', reason: 'kept' },
    approve: { name: '终审同意', done: '终审已同意' },
    reject: { name: '终审退回', done: '终审已退回', reason: 'kept' },
    changeAmount: { name: '修改金额', done: '金额改过，要重新审核' },
    allDelivered: { name: '签收' },
    pay: { name: '登记付款', done: '付款已登记' },
    close: { name: '办结', done: '制作单已办结' },
    cancel: { name: '取消', done: '制作单已取消' },
  },
  turn: {
    DRAFT: { by: ['generalOffice'], owes: 'export', title: '导出工作牌资料' },
    DESIGNING: { by: ['generalOffice'], owes: 'sendProof', title: '发出工作牌样稿校对' },
    // Whoever has to proof-read owes that for himself (signProof.ts).
    PROOF_CHECK: { by: ['generalOffice'], owes: 'quote', title: '校对齐后登记工作牌报价' },
    QUOTED: { by: ['generalOffice'], owes: 'submit', title: '把工作牌费用送机关党办审核' },
    OFFICE_REVIEW: { by: ['hqOffice'], owes: 'review', title: '审核工作牌费用' },
    FINAL_APPROVAL: {
      by: ['groupDeputySecretary'],
      owes: 'approve',
      title: '终审工作牌费用',
      answers: {
        approve: { event: 'approve', label: '同意', done: '终审已同意。' },
        reject: { event: 'reject', label: '退回', words: '退回原因', done: '终审已退回。' },
      },
    },
    IN_PRODUCTION: { carriedBy: '各支部签收' },
    DELIVERED: { by: ['generalOffice'], owes: 'pay', title: '办理工作牌付款' },
    PAID: { by: ['hqOffice'], owes: 'close', title: '核对并办结工作牌制作单' },
  },
})

const judgedBefore = ['OFFICE_REVIEW', 'FINAL_APPROVAL'] as const satisfies readonly OrderState[]

/** While a plate can still be put right without a new one. */
export const mendableStates: readonly string[] = ['DRAFT', 'DESIGNING', 'PROOF_CHECK', 'QUOTED'] satisfies OrderState[]
/** Made, or being made: what is wrong with a plate now costs a new one. */
export const madeStates: readonly string[] = ['IN_PRODUCTION', 'DELIVERED', 'PAID', 'CLOSED'] satisfies OrderState[]
/** 审核 has begun: a new price is another matter than the one that was looked at (R31). */
export const judgedStates: readonly string[] = [...judgedBefore, 'IN_PRODUCTION'] satisfies OrderState[]
/** An amount stands, and 留存党费 is not yet accounted for (R32). */
export const minutesStates: readonly string[] = [
  'QUOTED',
  ...judgedBefore,
  'IN_PRODUCTION',
  'DELIVERED',
  'PAID',
] satisfies OrderState[]
/** Where every change of the amount leads: judged anew (R31). */
export const reviewState = 'OFFICE_REVIEW' satisfies OrderState
/** Departments proof-read, branches sign. */
export const proofState = 'PROOF_CHECK' satisfies OrderState
export const deliveryState = 'IN_PRODUCTION' satisfies OrderState
export const approvalState = 'FINAL_APPROVAL' satisfies OrderState
export const cancelledState = 'CANCELLED' satisfies OrderState

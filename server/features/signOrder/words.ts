import type { OrderEvent, OrderState } from './records'

export const stateNames: Record<OrderState, string> = {
  NOT_STARTED: '未开始',
  DRAFT: '待导出资料',
  DESIGNING: '设计中',
  PROOF_CHECK: '校对中',
  QUOTED: '已报价',
  OFFICE_REVIEW: '待党办审核',
  FINAL_APPROVAL: '待终审',
  IN_PRODUCTION: '制作中',
  DELIVERED: '已全部签收',
  PAID: '已付款',
  CLOSED: '已办结',
  CANCELLED: '已取消',
}

export const eventNames: Record<OrderEvent, string> = {
  start: '建单',
  export: '导出资料',
  sendProof: '发出样稿',
  quote: '登记报价',
  submit: '送审',
  review: '审核通过',
  returnByOffice: '审核退回',
  approve: '终审同意',
  reject: '终审退回',
  changeAmount: '修改金额',
  allDelivered: '签收',
  pay: '登记付款',
  close: '办结',
  cancel: '取消',
}

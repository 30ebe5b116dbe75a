import { randomUUID } from 'node:crypto'
import { by, committee, otherBranch, type RefusedCalls, reason, secretary, today } from './refusedCall'

const office = 'office'
/** 经办, who judges no order (R30). */
const placer = 'generalOffice'

export const signOrderCalls: RefusedCalls<'signOrder'> = {
  // Whoever leads a department reads its own plates and not the order (R29).
  'signOrder.read': by(secretary, ({ orders }) => ({ orderId: orders.toReview })),
  'signOrder.lines': by(committee, ({ orders, ownDepartmentId }) => ({
    orderId: orders.toProofRead,
    departmentId: ownDepartmentId,
  })),
  'signOrder.start': by(office, () => ({
    orderId: randomUUID(),
    title: '补充台牌',
    agencyName: '某广告公司',
    kinds: ['DESK_PLATE'],
  })),
  'signOrder.export': by(office, ({ orders }) => ({
    orderId: orders.toExport,
    revision: 1,
    exportId: randomUUID(),
    recipient: '某广告公司',
    signedForBy: '收件人',
    purpose: '制作工作牌',
    untilDay: '2026-12-31',
  })),
  'signOrder.exportFile': by(office, ({ orders, exportId }) => ({ orderId: orders.toSend, exportId })),
  'signOrder.confirmDeletion': by(office, ({ orders, exportId }) => ({
    orderId: orders.toSend,
    exportId,
    day: today,
  })),
  'signOrder.sendProof': by(office, ({ orders }) => ({ orderId: orders.toSend, revision: 1 })),
  'signOrder.answerProof': by(committee, ({ orders, ownDepartmentId }) => ({
    orderId: orders.toProofRead,
    departmentId: ownDepartmentId,
    version: 1,
    answer: 'CONFIRMED',
  })),
  'signOrder.quote': by(office, ({ orders, itemId, documentId }) => ({
    orderId: orders.toQuote,
    revision: 1,
    items: [{ itemId, quantity: 1, unitPriceFen: 2500 }],
    totalFen: 2500,
    quoteFileId: documentId,
  })),
  'signOrder.submit': by(office, ({ orders, documentId }) => ({
    orderId: orders.toSubmit,
    revision: 1,
    minutesNumber: '党委会〔2026〕9号',
    minutesFileId: documentId,
  })),
  'signOrder.review': by(placer, ({ orders }) => ({ orderId: orders.toReview, revision: 1, decision: 'review' })),
  // 审核 is not 终审 (R31).
  'signOrder.approve': by(office, ({ orders }) => ({ orderId: orders.toApprove, revision: 1, decision: 'approve' })),
  'signOrder.signFor': by(otherBranch, ({ orders, branchId }) => ({
    orderId: orders.toDeliver,
    branchId,
    quantity: 1,
    day: today,
  })),
  'signOrder.pay': by(office, ({ orders }) => ({
    orderId: orders.toPay,
    revision: 1,
    voucherNumber: '记字0907号',
    paidDay: today,
  })),
  'signOrder.close': by(placer, ({ orders }) => ({
    orderId: orders.toClose,
    revision: 1,
    minutesNumber: '党委会〔2026〕9号',
  })),
  'signOrder.cancel': by(office, ({ orders }) => ({ orderId: orders.toCancel, revision: 1, reason })),
}

import { randomUUID } from 'node:crypto'
import type { signOrderContract } from '../../../../server/contract/signOrder'
import { committee, otherBranch, type Rows, reason, secretary, today } from './row'

/** 经办, who judges no order (R30). */
const placer = 'generalOffice'

export const signOrderRows: Rows<typeof signOrderContract> = {
  'signOrder.list': { by: 'member' },
  // Whoever leads a department reads its own plates and not the order (R29).
  'signOrder.read': {
    by: 'generalOffice',
    refused: secretary,
    input: ({ orders }) => ({ orderId: orders.toReview }),
  },
  'signOrder.lines': {
    by: 'generalOffice',
    refused: committee,
    input: ({ orders, ownDepartmentId }) => ({
      orderId: orders.toProofRead,
      departmentId: ownDepartmentId,
    }),
  },
  'signOrder.start': {
    by: 'generalOffice',
    refused: 'office',
    input: () => ({
      orderId: randomUUID(),
      title: '补充台牌',
      agencyName: '某广告公司',
      kinds: ['DESK_PLATE'],
    }),
    ownId: true,
  },
  'signOrder.export': {
    by: 'generalOffice',
    refused: 'office',
    input: ({ orders }) => ({
      orderId: orders.toExport,
      revision: 1,
      exportId: randomUUID(),
      recipient: '某广告公司',
      signedForBy: '收件人',
      purpose: '制作工作牌',
      untilDay: '2026-12-31',
    }),
    ownId: true,
  },
  'signOrder.exportFile': {
    by: 'generalOffice',
    refused: 'office',
    input: ({ orders, exportId }) => ({ orderId: orders.toSend, exportId }),
  },
  'signOrder.confirmDeletion': {
    by: 'generalOffice',
    refused: 'office',
    input: ({ orders, exportId }) => ({
      orderId: orders.toSend,
      exportId,
      day: today,
    }),
  },
  'signOrder.sendProof': {
    by: 'generalOffice',
    refused: 'office',
    input: ({ orders }) => ({ orderId: orders.toSend, revision: 1 }),
  },
  'signOrder.answerProof': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ orders, ownDepartmentId }) => ({
      orderId: orders.toProofRead,
      departmentId: ownDepartmentId,
      version: 1,
      answer: 'CONFIRMED',
    }),
  },
  'signOrder.quote': {
    by: 'generalOffice',
    refused: 'office',
    input: ({ orders, itemId, documentId }) => ({
      orderId: orders.toQuote,
      revision: 1,
      items: [{ itemId, quantity: 1, unitPriceFen: 2500 }],
      totalFen: 2500,
      quoteFileId: documentId,
    }),
  },
  'signOrder.submit': {
    by: 'generalOffice',
    refused: 'office',
    input: ({ orders, documentId }) => ({
      orderId: orders.toSubmit,
      revision: 1,
      minutesNumber: '党委会〔2026〕9号',
      minutesFileId: documentId,
    }),
  },
  'signOrder.review': {
    by: 'office',
    refused: placer,
    input: ({ orders }) => ({ orderId: orders.toReview, revision: 1, decision: 'review' }),
  },
  // 审核 is not 终审 (R31).
  'signOrder.approve': {
    by: 'groupLeader',
    refused: 'office',
    input: ({ orders }) => ({ orderId: orders.toApprove, revision: 1, decision: 'approve' }),
  },
  'signOrder.signFor': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ orders, branchId }) => ({
      orderId: orders.toDeliver,
      branchId,
      quantity: 1,
      day: today,
    }),
  },
  'signOrder.pay': {
    by: 'generalOffice',
    refused: 'office',
    input: ({ orders }) => ({
      orderId: orders.toPay,
      revision: 1,
      voucherNumber: '记字0907号',
      paidDay: today,
    }),
  },
  'signOrder.close': {
    by: 'office',
    refused: placer,
    input: ({ orders }) => ({
      orderId: orders.toClose,
      revision: 1,
      minutesNumber: '党委会〔2026〕9号',
    }),
  },
  'signOrder.cancel': {
    by: 'generalOffice',
    refused: 'office',
    input: ({ orders }) => ({ orderId: orders.toCancel, revision: 1, reason }),
  },
}

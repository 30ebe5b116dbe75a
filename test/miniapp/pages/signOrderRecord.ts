import type { Order } from '../../../miniapp/pages/signOrders/orderSteps'
import { recordFace } from './recordFace'

export const workPlateItem = '00000000-0000-4000-8000-000000000011'
export const postPlateItem = '00000000-0000-4000-8000-000000000012'

/** An order just opened, with what the test changes about it. */
export const signOrder = (change: Partial<Order> = {}): Order => ({
  orderId: '00000000-0000-4000-8000-000000000001',
  number: 1,
  title: '2026年“三亮”工作牌',
  state: 'DRAFT',
  stateName: '待导出资料',
  supplementsNumber: null,
  amountFen: 0,
  placedByName: '舒小荷',
  placedAt: 0,
  revision: 1,
  allowed: [],
  reason: '',
  agencyName: '云上广告',
  returnReason: null,
  fundingSource: '留存党费',
  amountCapital: '',
  items: [
    { itemId: workPlateItem, kind: 'WORK_PLATE', kindName: '工作牌', quantity: 7, unitPriceFen: 0, amountFen: 0 },
    { itemId: postPlateItem, kind: 'POST_PLATE', kindName: '示范岗牌', quantity: 2, unitPriceFen: 0, amountFen: 0 },
  ],
  quoteFileId: null,
  minutesNumber: null,
  minutesFileId: null,
  voucherNumber: null,
  paidDay: null,
  exports: [],
  proofVersion: 0,
  proofs: [],
  deliveries: [],
  face: recordFace(),
  warnings: [],
  ...change,
})

/** A department's word on the proof. */
export const proof = (departmentName: string, answer: Order['proofs'][number]['answer']): Order['proofs'][number] => ({
  departmentId: departmentName,
  departmentName,
  lines: 3,
  answer,
  problem: '',
  byName: answer === 'WAITING' ? null : '沈云舟',
})

import { createHash, randomUUID } from 'node:crypto'
import {
  DocumentBatch,
  SignOrder,
  SignOrderExport,
  SignOrderItem,
  SignOrderLine,
  SignOrderProof,
} from '../../../../entities'
import type { Work } from '../../../../server/database/work'
import { agencyZip } from '../../../../server/files/agencyZip'
import { personOf } from './people'

/** One order for each step, in the state in which it can be taken. */
const waiting = {
  toExport: 'DRAFT',
  toCancel: 'DRAFT',
  toSend: 'DESIGNING',
  toProofRead: 'PROOF_CHECK',
  toQuote: 'PROOF_CHECK',
  toSubmit: 'QUOTED',
  toReview: 'OFFICE_REVIEW',
  toApprove: 'FINAL_APPROVAL',
  toDeliver: 'IN_PRODUCTION',
  toPay: 'DELIVERED',
  toClose: 'PAID',
}
type Step = keyof typeof waiting

export interface StagedOrders {
  orders: Record<Step, string>
  /** Of the order to be quoted. */
  itemId: string
  /** Of the order whose data were handed over. */
  exportId: string
}

export const sampleAmountFen = 4_321_765

const order = (work: Work, campaignId: string, step: Step, number: number): SignOrder => ({
  id: randomUUID(),
  campaignId,
  number,
  supplementsId: null,
  reason: '',
  title: `第${number}批工作牌`,
  state: waiting[step],
  placedById: personOf('generalOffice'),
  placedAt: work.now,
  agencyName: '某广告公司',
  proofVersion: 1,
  proofAt: work.now,
  amountFen: sampleAmountFen,
  quoteFileId: null,
  minutesNumber: null,
  minutesFileId: null,
  voucherNumber: null,
  paidDay: null,
  returnReason: null,
  revision: 1,
})

const item = ({ id: orderId }: SignOrder): SignOrderItem => ({
  id: randomUUID(),
  orderId,
  kind: 'WORK_PLATE',
  quantity: 1,
  unitPriceFen: sampleAmountFen,
})

interface Place {
  campaignId: string
  branchId: string
  departmentId: string
}

const line = ({ id: orderId }: SignOrder, { branchId, departmentId }: Place, recordId: string): SignOrderLine => ({
  id: randomUUID(),
  orderId,
  kind: 'WORK_PLATE',
  recordId,
  branchId,
  departmentId,
  name: '沈云舟',
  photoId: null,
  texts: { 部门: '财务部', 岗位: '财务部部长', 职责: '负责会计核算', 承诺: '每月学习一次', 照片: '' },
})

/** The checksum is of the very file, so that it can be handed out again. */
async function putExport(work: Work, lines: SignOrderLine[], orderId: string): Promise<string> {
  const id = randomUUID()
  const sha256 = createHash('sha256')
    .update(await agencyZip(lines, () => Promise.reject(new Error('no photo'))))
    .digest('hex')
  await work.insert(SignOrderExport, {
    id,
    orderId,
    at: work.now,
    byId: personOf('generalOffice'),
    recipient: '某广告公司',
    signedForBy: '收件人',
    purpose: '制作工作牌',
    untilDay: '2026-12-31',
    fields: ['姓名'],
    lineCount: 1,
    sha256,
    deletedDay: null,
    deletionConfirmedById: null,
  })
  return id
}

/** Orders with one plate each, of the sheet on the wall. */
export async function putOrders(work: Work, place: Place, recordId: string): Promise<StagedOrders> {
  const steps = Object.keys(waiting) as Step[]
  const rows = steps.map((step, at) => order(work, place.campaignId, step, at + 1))
  const items = rows.map(item)
  const lines = rows.map((row) => line(row, place, recordId))
  await work.insert(SignOrder, rows)
  await work.insert(SignOrderItem, items)
  await work.insert(SignOrderLine, lines)
  const orders = Object.fromEntries(steps.map((step, at) => [step, rows[at]?.id])) as Record<Step, string>
  const said = { departmentId: place.departmentId, version: 1, byId: personOf('financeSecretary'), at: work.now }
  await work.insert(SignOrderProof, [
    { orderId: orders.toQuote, ...said, answer: 'CONFIRMED', problem: '' },
    { orderId: orders.toProofRead, ...said, answer: 'PROBLEM', problem: '职务写错了' },
  ])
  const handedOver = lines.filter(({ orderId }) => orderId === orders.toSend)
  return {
    orders,
    itemId: items.find(({ orderId }) => orderId === orders.toQuote)?.id ?? '',
    exportId: await putExport(work, handedOver, orders.toSend),
  }
}

/** A bulk download of the whole house, asked for by 党办. */
export async function putBatch(work: Work, campaignId: string): Promise<string> {
  const id = randomUUID()
  await work.insert(DocumentBatch, {
    id,
    campaignId,
    kind: 'pledges',
    format: 'docx',
    branchId: '',
    requestedById: personOf('office'),
    requestedAt: work.now,
    total: 1,
    settings: { generatedAt: '2026年9月7日 10:05' },
  })
  return id
}

import { z } from 'zod'
import { signKinds } from '../domain/signOrder/kinds'
import { mostFen } from '../domain/signOrder/money'
import { signOrderSteps } from '../domain/workflows/signOrder'
import { statesOf } from '../domain/workflows/steps'
import { day, done, id, nothing, optionalText, page, reason, revision, text, words } from './common'
import type { Contract } from './contract'
import { recordFace } from './record'

const kind = z.enum(signKinds)
const state = z.enum(statesOf(signOrderSteps))
const event = z.enum([...new Set(signOrderSteps.map((step) => step.event))])
const fen = (what: string, most: number) =>
  z.number(`请填写${what}`).int('金额要精确到分').min(0, '金额不能是负数').max(most, `${what}太大`)
const target = { orderId: id, revision }
const changed = z.strictObject({ state, revision })
const listed = z.strictObject({
  orderId: id,
  number: z.number().int(),
  title: z.string(),
  state,
  stateName: z.string(),
  supplementsNumber: z.number().int().nullable(),
  amountFen: z.number().int(),
  placedByName: z.string(),
  placedAt: z.number(),
  revision,
  allowed: z.array(event),
})

export const signOrderContract = {
  'signOrder.list': {
    address: 'GET /sign-orders',
    in: nothing,
    out: z.strictObject({
      orders: z.array(listed),
      /** What could be ordered now: accepted data not yet on an order (first order) per kind. */
      available: z.array(z.strictObject({ kind, name: z.string(), count: z.number().int() })),
      /** Departments that must proof-read: the asking person leads them. */
      proofs: z.array(
        z.strictObject({
          orderId: id,
          orderTitle: z.string(),
          departmentId: id,
          departmentName: z.string(),
          answered: z.boolean(),
        }),
      ),
      deliveries: z.array(
        z.strictObject({
          orderId: id,
          orderTitle: z.string(),
          branchId: id,
          branchName: z.string(),
          quantity: z.number().int(),
        }),
      ),
      may: z.strictObject({ start: z.boolean() }),
    }),
  },
  'signOrder.read': {
    address: 'GET /sign-orders/:orderId',
    in: z.strictObject({ orderId: id }),
    out: listed.extend({
      reason: z.string(),
      agencyName: z.string(),
      returnReason: z.string().nullable(),
      fundingSource: z.literal('留存党费'),
      /** 大写金额; empty before the quote. */
      amountCapital: z.string(),
      items: z.array(
        z.strictObject({
          itemId: id,
          kind,
          kindName: z.string(),
          quantity: z.number().int(),
          unitPriceFen: z.number().int(),
          amountFen: z.number().int(),
        }),
      ),
      quoteFileId: id.nullable(),
      minutesNumber: z.string().nullable(),
      minutesFileId: id.nullable(),
      voucherNumber: z.string().nullable(),
      paidDay: day.nullable(),
      exports: z.array(
        z.strictObject({
          exportId: id,
          at: z.number(),
          byName: z.string(),
          recipient: z.string(),
          signedForBy: z.string(),
          purpose: z.string(),
          untilDay: day,
          fields: z.array(z.string()),
          lineCount: z.number().int(),
          sha256: z.string(),
          deletedDay: day.nullable(),
        }),
      ),
      proofVersion: z.number().int(),
      proofs: z.array(
        z.strictObject({
          departmentId: id,
          departmentName: z.string(),
          lines: z.number().int(),
          answer: z.enum(['WAITING', 'CONFIRMED', 'PROBLEM']),
          problem: z.string(),
          byName: z.string().nullable(),
        }),
      ),
      deliveries: z.array(
        z.strictObject({
          branchId: id,
          branchName: z.string(),
          due: z.number().int(),
          quantity: z.number().int().nullable(),
          signedDay: day.nullable(),
          signedByName: z.string().nullable(),
          note: z.string(),
        }),
      ),
      face: recordFace,
      warnings: z.array(z.string()),
    }),
  },
  /** The plates of an order, for proof-reading: a department's own, or all for 办公室 and 党办, page by page. */
  'signOrder.lines': {
    address: 'GET /sign-orders/:orderId/lines',
    in: z.strictObject({
      orderId: id,
      departmentId: id.optional(),
      search: words(40, '查找内容').default(''),
      page,
    }),
    out: z.strictObject({
      orderTitle: z.string(),
      /** Which design is in force; 0 before the first one is back. */
      proofVersion: z.number().int(),
      /** The department's word on it; null when no department was asked for. */
      proof: z
        .strictObject({
          departmentName: z.string(),
          answer: z.enum(['WAITING', 'CONFIRMED', 'PROBLEM']),
          problem: z.string(),
          byName: z.string().nullable(),
          mayAnswer: z.boolean(),
        })
        .nullable(),
      total: z.number().int(),
      pageSize: z.number().int(),
      lines: z.array(
        z.strictObject({
          lineId: id,
          kind,
          kindName: z.string(),
          name: z.string(),
          branchName: z.string(),
          departmentName: z.string().nullable(),
          texts: z.record(z.string(), z.string()),
          photoId: id.nullable(),
          /** Differs from the roster or the accepted sheet of today (R29). */
          differs: z.string().nullable(),
        }),
      ),
    }),
  },
  'signOrder.start': {
    address: 'POST /sign-orders',
    in: z.strictObject({
      orderId: id,
      title: text(120, '制作单名称'),
      agencyName: text(60, '广告公司名称'),
      kinds: z.array(kind).min(1, '请选择制作什么'),
      /** A reprint: of which order, which of its plates, and why. */
      supplement: z
        .strictObject({ supplementsId: id, lineIds: z.array(id).min(1, '请选择要重做的牌子').max(500), reason })
        .optional(),
    }),
    out: changed,
  },
  'signOrder.export': {
    address: 'POST /sign-orders/:orderId/exports',
    in: z.strictObject({
      ...target,
      exportId: id,
      recipient: text(60, '接收单位'),
      signedForBy: text(40, '接收人'),
      purpose: text(120, '用途'),
      untilDay: day,
    }),
    out: changed,
  },
  /** The .zip for the agency: a table and the photos, the same bytes every time. */
  'signOrder.exportFile': {
    address: 'GET /sign-orders/:orderId/exports/:exportId/file',
    in: z.strictObject({ orderId: id, exportId: id }),
    out: 'file' as const,
  },
  'signOrder.confirmDeletion': {
    address: 'POST /sign-orders/:orderId/exports/:exportId/deletion',
    in: z.strictObject({ orderId: id, exportId: id, day }),
    out: done,
  },
  'signOrder.sendProof': { address: 'POST /sign-orders/:orderId/proof', in: z.strictObject(target), out: changed },
  'signOrder.answerProof': {
    address: 'POST /sign-orders/:orderId/proof-answers',
    in: z.strictObject({
      orderId: id,
      departmentId: id,
      version: z.number().int().positive(),
      answer: z.enum(['CONFIRMED', 'PROBLEM']),
      problem: words(300, '问题').default(''),
    }),
    out: done,
  },
  'signOrder.quote': {
    address: 'POST /sign-orders/:orderId/quote',
    in: z.strictObject({
      ...target,
      items: z
        .array(
          z.strictObject({
            itemId: id,
            quantity: z.number().int().min(0).max(100_000),
            unitPriceFen: fen('单价', 100_000_000),
          }),
        )
        .min(1),
      /** What the agency's paper says: must equal the sum (R30). */
      totalFen: fen('总价', mostFen),
      quoteFileId: id,
    }),
    out: changed,
  },
  'signOrder.submit': {
    address: 'POST /sign-orders/:orderId/submission',
    in: z.strictObject({ ...target, minutesNumber: optionalText(60, '会议纪要编号'), minutesFileId: id.optional() }),
    out: changed,
  },
  'signOrder.review': {
    address: 'POST /sign-orders/:orderId/review',
    in: z.strictObject({ ...target, decision: z.enum(['review', 'returnByOffice']), reason: reason.default('') }),
    out: changed,
  },
  'signOrder.approve': {
    address: 'POST /sign-orders/:orderId/approval',
    in: z.strictObject({ ...target, decision: z.enum(['approve', 'reject']), reason: reason.default('') }),
    out: changed,
  },
  'signOrder.signFor': {
    address: 'POST /sign-orders/:orderId/deliveries',
    in: z.strictObject({
      orderId: id,
      branchId: id,
      quantity: z.number('请填写数量').int().min(0).max(100_000),
      day,
      note: words(200, '备注').default(''),
    }),
    out: done,
  },
  'signOrder.pay': {
    address: 'POST /sign-orders/:orderId/payment',
    in: z.strictObject({
      ...target,
      voucherNumber: text(60, '凭证号'),
      paidDay: day,
      minutesNumber: optionalText(60, '会议纪要编号'),
    }),
    out: changed,
  },
  /** Whoever closes may enter the number of the minutes that is still missing (R32). */
  'signOrder.close': {
    address: 'POST /sign-orders/:orderId/close',
    in: z.strictObject({ ...target, minutesNumber: optionalText(60, '会议纪要编号') }),
    out: changed,
  },
  'signOrder.cancel': {
    address: 'POST /sign-orders/:orderId/cancel',
    in: z.strictObject({ ...target, reason }),
    out: changed,
  },
} satisfies Contract

import { z } from 'zod'
import { day, done, id, nothing, page, reason, revision, text, words } from './common'
import type { Contract } from './contract'
import { recordFace } from './record'

const form = words(20, '表名')
const event = text(30, '步骤')
const place = { form, filingId: id }
/** By field of the form; which fields it has and what each takes, the form itself says (server/domain/forms). */
const values = z.record(words(30, '栏目'), z.union([z.string().max(5000, '内容太长'), z.number()]), '请填写内容')
/** A filing in a list, or one that is owed and not begun. */
const listed = z.strictObject({
  filingId: id,
  branchName: z.string(),
  subject: z.string(),
  version: z.number().int(),
  number: z.string().nullable(),
  state: z.string(),
  stateName: z.string(),
  dueDay: day.nullable(),
  filedDay: day.nullable(),
  late: z.boolean(),
  /** The fields that the form shows, as texts. */
  shown: z.array(z.string()),
})
/** The state, the branch, the year it was handed in or is due, and a text that its branch, matter, number or words contain. */
const filter = {
  state: text(24, '状态').optional(),
  branchId: id.optional(),
  year: z.coerce.number('年份不对').int('年份不对').min(2000, '年份不对').max(2999, '年份不对').optional(),
  text: text(40, '要找的字').optional(),
}
const changed = z.strictObject({ filingId: id, state: z.string(), revision })

export const filingContract = {
  /** The forms and how far their filings are, as far as the reader sees them. */
  'filing.list': {
    address: 'GET /filings',
    in: nothing,
    out: z.strictObject({
      forms: z.array(
        z.strictObject({
          form,
          counts: z.array(z.strictObject({ state: z.string(), name: z.string(), count: z.number().int() })),
        }),
      ),
    }),
  },
  /** The ledger of one form: what is owed and not begun first, then what stands, the newest first. */
  'filing.ledger': {
    address: 'GET /filings/:form',
    in: z.strictObject({ form, ...filter, page }),
    out: z.strictObject({
      filings: z.array(listed),
      counts: z.array(z.strictObject({ state: z.string(), name: z.string(), count: z.number().int() })),
      page: z.number().int(),
      pages: z.number().int(),
      /** Branches for which the reader may file when there is something to file. */
      begin: z.array(z.strictObject({ branchId: id, name: z.string() })),
      /** What can be chosen from: the branches the reader sees, and the years since the first filing, the newest first. */
      branches: z.array(z.strictObject({ branchId: id, name: z.string() })),
      years: z.array(z.number().int()),
    }),
  },
  'filing.export': {
    address: 'GET /filing-sheets/:form',
    in: z.strictObject({ form, ...filter }),
    out: 'file' as const,
  },
  /** `branchId`: of one that is about to be begun under this id, where the form is not owed. */
  'filing.read': {
    address: 'GET /filings/:form/:filingId',
    in: z.strictObject({ ...place, branchId: id.optional() }),
    out: listed.extend({
      branchId: id,
      values,
      returnReason: z.string().nullable(),
      revision,
      /** Steps the reader may take, in the order of the form's table. */
      allowed: z.array(z.string()),
      face: recordFace,
      versions: z.array(
        z.strictObject({
          filingId: id,
          version: z.number().int(),
          number: z.string().nullable(),
          stateName: z.string(),
        }),
      ),
      /** Where the reader may begin the version after this one. */
      nextVersionId: id.nullable(),
    }),
  },
  /** Writes what the form asks; `draft` keeps it, else it is handed in. Begins the filing where it does not stand yet. */
  'filing.save': {
    address: 'POST /filings/:form/:filingId/save',
    in: z.strictObject({ ...place, branchId: id, revision, draft: z.boolean(), values }),
    out: changed,
  },
  /** Every step that writes no field: receiving, giving back with a reason. */
  'filing.step': {
    address: 'POST /filings/:form/:filingId/step',
    in: z.strictObject({ ...place, revision, event, comment: reason.optional() }),
    out: changed,
  },
  /** Takes back a draft that was never handed in. */
  'filing.discard': {
    address: 'POST /filings/:form/:filingId/discard',
    in: z.strictObject({ ...place, branchId: id, revision }),
    out: done,
  },
  'filing.uploadPaper': {
    address: 'POST /filing-papers',
    in: 'file' as const,
    out: z.strictObject({ fileId: id, mediaType: z.string(), byteCount: z.number().int() }),
  },
  'filing.readPaper': {
    address: 'GET /filings/:form/:filingId/papers/:fileId',
    in: z.strictObject({ ...place, fileId: id }),
    out: 'file' as const,
  },
} satisfies Contract

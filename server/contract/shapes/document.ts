import { z } from 'zod'
import { id, nothing } from './common'

const format = z.enum(['docx', 'pdf'])

/** 附件1 as files (R14, R18, R69): one, and in bulk. */
export const documentShapes = {
  'document.form': {
    in: z.strictObject({
      form: z.enum(['nomination', 'area', 'pledge', 'deskPlate']),
      recordId: id,
      format: format.default('docx'),
    }),
    out: 'file' as const,
  },
  /** 表15 岗区设置汇总表. */
  'document.postAreaSummary': { in: z.strictObject({ branchId: id.optional() }), out: 'file' as const },
  'document.startBatch': {
    in: z.strictObject({
      batchId: id,
      /** 'package' is what a branch hands in: forms, sheets, photos and the summary. */
      kind: z.enum(['pledges', 'deskPlates', 'postAreas', 'photos', 'package']),
      branchId: id.optional(),
      format: format.default('docx'),
    }),
    out: z.strictObject({ batchId: id, total: z.number().int() }),
  },
  'document.batches': {
    in: nothing,
    out: z.strictObject({
      batches: z.array(
        z.strictObject({
          batchId: id,
          kindName: z.string(),
          branchName: z.string(),
          format: z.string(),
          total: z.number().int(),
          requestedAt: z.number(),
        }),
      ),
      /** Branches the asking person may download for; null stands for the whole house. */
      scopes: z.array(z.strictObject({ branchId: id.nullable(), name: z.string() })),
    }),
  },
  'document.batch': {
    in: z.strictObject({ batchId: id }),
    out: z.strictObject({
      batchId: id,
      total: z.number().int(),
      done: z.number().int(),
      bytes: z.number().int(),
      finished: z.boolean(),
      fileName: z.string(),
    }),
  },
  /** Streamed while it is made; answers Range, so that a broken download goes on where it stopped. */
  'document.download': { in: z.strictObject({ batchId: id }), out: 'file' as const },
}

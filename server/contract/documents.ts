import { z } from 'zod'
import { id, nothing } from './common'
import type { Contract } from './contract'

const format = z.enum(['docx', 'pdf'])

export const documentsContract = {
  'document.form': {
    address: 'GET /documents/:form/:recordId',
    in: z.strictObject({
      form: z.enum(['nomination', 'area', 'pledge', 'deskPlate']),
      recordId: id,
      format: format.default('docx'),
    }),
    out: 'file' as const,
  },
  /** 表15 岗区设置汇总表. */
  'document.postAreaSummary': {
    address: 'GET /documents/post-area-summary.xlsx',
    in: z.strictObject({ branchId: id.optional() }),
    out: 'file' as const,
  },
  'document.startBatch': {
    address: 'POST /document-batches',
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
    address: 'GET /document-batches',
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
    address: 'GET /document-batches/:batchId',
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
  'document.download': {
    address: 'GET /document-batches/:batchId/file',
    in: z.strictObject({ batchId: id }),
    out: 'file' as const,
  },
} satisfies Contract

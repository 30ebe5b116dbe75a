import { z } from 'zod'
import { done, id, nothing } from './common'
import type { Contract } from './contract'

const cellProblem = z.strictObject({ row: z.number().int(), column: z.string(), sentence: z.string() })
const importSummary = z.strictObject({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
})

export const rosterContract = {
  'roster.template': { address: 'GET /roster/template.xlsx', in: nothing, out: 'file' as const },
  'roster.check': {
    address: 'POST /roster/check',
    in: 'file' as const,
    out: z.strictObject({
      sha256: z.string(),
      rows: z.number().int(),
      summary: importSummary,
      problems: z.array(cellProblem),
      problemCount: z.number().int(),
      warnings: z.array(cellProblem),
    }),
  },
  'roster.apply': {
    address: 'POST /roster/apply',
    in: 'file' as const,
    out: z.strictObject({ batchId: id, summary: importSummary }),
  },
  'roster.imports': {
    address: 'GET /roster/imports',
    in: nothing,
    out: z.strictObject({
      imports: z.array(
        z.strictObject({
          batchId: id,
          fileName: z.string(),
          appliedAt: z.number(),
          appliedBy: z.string(),
          undone: z.boolean(),
          summary: importSummary,
        }),
      ),
    }),
  },
  'roster.undo': { address: 'POST /roster/imports/:batchId/undo', in: z.strictObject({ batchId: id }), out: done },
} satisfies Contract

import { z } from 'zod'
import { type RosterKey, rosterColumns } from '../domain/organisation/rosterColumns'
import { questionKinds } from '../domain/organisation/rosterQuestions'
import { done, id, nothing, text } from './common'
import type { Contract } from './contract'

const cellProblem = z.strictObject({ row: z.number().int(), column: z.string(), sentence: z.string() })
const answerKey = z.string().regex(/^(twin|name|back|double|leaves|hidden):(\*|\d{1,6})$/)
/** What travels beside the file when it is applied (X-Answers). */
export const rosterAnswers = z.strictObject({
  yes: z.array(answerKey).max(500),
  skip: z.array(answerKey).max(500),
  reason: z.string().max(200),
})

const difference = z.strictObject({
  row: z.number().int(),
  staffNumber: z.string(),
  name: z.string(),
  isNew: z.boolean(),
  fields: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
})
const question = z.strictObject({
  kind: z.enum(questionKinds),
  row: z.number().int(),
  sentence: z.string(),
})
const rosterKey = z.enum(rosterColumns.map(({ key }) => key) as [RosterKey, ...RosterKey[]], '请选择名册里的列')
const importSummary = z.strictObject({
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
})

export const rosterContract = {
  'roster.template': { address: 'GET /roster/template.xlsx', in: nothing, out: 'file' as const },
  'roster.export': { address: 'GET /roster/export.xlsx', in: nothing, out: 'file' as const },
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
      differences: z.array(difference),
      differenceCount: z.number().int(),
      questions: z.array(question),
      /** Headings of which nobody has said yet what they are. */
      unknown: z.array(z.string()),
    }),
  },
  'roster.apply': {
    address: 'POST /roster/apply',
    in: 'file' as const,
    out: z.strictObject({ batchId: id, summary: importSummary }),
  },
  'roster.mapHeading': {
    address: 'POST /roster/headings',
    in: z.strictObject({ heading: text(60, '表头'), rosterColumn: rosterKey.or(z.enum(['leaveOut', 'forget'])) }),
    out: done,
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
      /** What was said of headings that are none of the roster's own; a column of null is left out without asking again. */
      headings: z.array(z.strictObject({ heading: z.string(), column: z.string().nullable() })),
      columns: z.array(z.strictObject({ key: rosterKey, heading: z.string() })),
    }),
  },
  'roster.undo': { address: 'POST /roster/imports/:batchId/undo', in: z.strictObject({ batchId: id }), out: done },
} satisfies Contract

import { z } from 'zod'
import { progressMeasures } from '../domain/progress/measures'
import { basisFile } from './campaign'
import { day, id, page } from './common'
import type { Contract } from './contract'

const measure = z.enum(progressMeasures)
const cell = z.strictObject({ measure, done: z.number().int(), owed: z.number().int() })
const row = z.strictObject({
  /** A branch on the house's board, a department on a branch's. */
  key: id,
  name: z.string(),
  cells: z.array(cell),
})
const asked = { branchId: id.optional() }

export const progressContract = {
  'progress.board': {
    address: 'GET /progress',
    in: z.strictObject(asked),
    out: z.strictObject({
      title: z.string(),
      level: z.enum(['house', 'branch']),
      branchId: id.nullable(),
      basis: z.string().nullable(),
      basisFile: basisFile.optional(),
      dueDay: day.nullable(),
      daysLeft: z.number().int().nullable(),
      measures: z.array(z.strictObject({ measure, name: z.string() })),
      rows: z.array(row),
      total: z.array(cell),
      /** Members who belong to no group, departments mapped to no branch (R03, R04). */
      loose: z.array(z.string()),
    }),
  },
  'progress.list': {
    address: 'GET /progress/list',
    in: z.strictObject({
      ...asked,
      departmentId: id.optional(),
      measure,
      standing: z.enum(['done', 'missing']),
      page,
    }),
    out: z.strictObject({
      name: z.string(),
      total: z.number().int(),
      pageSize: z.number().int(),
      entries: z.array(
        z.strictObject({
          key: z.string(),
          name: z.string(),
          branchName: z.string(),
          departmentName: z.string(),
          standing: z.string(),
          path: z.string().nullable(),
        }),
      ),
    }),
  },
  'progress.trend': {
    address: 'GET /progress/trend',
    in: z.strictObject({ ...asked, measure: measure.default('pledges') }),
    out: z.strictObject({
      openedDay: day.nullable(),
      dueDay: day.nullable(),
      owed: z.number().int(),
      days: z.array(z.strictObject({ day, done: z.number().int(), owed: z.number().int() })),
    }),
  },
  'progress.sheet': { address: 'GET /progress.xlsx', in: z.strictObject(asked), out: 'file' as const },
} satisfies Contract

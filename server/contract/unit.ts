import { z } from 'zod'
import { day, done, id, text } from './common'
import type { Contract } from './contract'

const renaming = z.strictObject({
  renameId: id,
  fromDay: day,
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  byName: z.string(),
  /** Not in force yet. */
  coming: z.boolean(),
  /** The last one alone: those before it have been built upon. */
  mayUndo: z.boolean(),
})

const belonging = z.strictObject({
  branchId: id,
  branchName: z.string(),
  fromDay: day,
  toDay: day.nullable(),
  coming: z.boolean(),
  mayUndo: z.boolean(),
})

/** A branch or a department, through time. */
export const unitContract = {
  'unit.read': {
    address: 'GET /organisation/units/:unitId',
    in: z.strictObject({ unitId: id }),
    out: z.strictObject({
      unitId: id,
      kind: z.enum(['BRANCH', 'DEPARTMENT']),
      name: z.string(),
      /** Of a department; null where it belongs to none. */
      branchName: z.string().nullable(),
      fromDay: day,
      toDay: day.nullable(),
      /** The newest first. */
      renames: z.array(renaming),
      /** Of a department, the newest first; a branch has none. */
      belongings: z.array(belonging),
    }),
  },
  /** What would follow if a department moved, before anything changes; refused as the move itself would be. */
  'unit.previewMove': {
    address: 'GET /organisation/units/:unitId/move',
    in: z.strictObject({ unitId: id, branchId: id, fromDay: day }),
    out: z.strictObject({ people: z.number().int(), lines: z.array(z.string()) }),
  },
  /** A department belongs to another branch from a day on, with all who are placed there. */
  'unit.move': {
    address: 'POST /organisation/units/:unitId/branches',
    in: z.strictObject({ unitId: id, branchId: id, fromDay: day, reason: text(200, '理由') }),
    out: done,
  },
  /** The last move of a department never was. */
  'unit.undoMove': {
    address: 'POST /organisation/units/:unitId/branches/undo',
    in: z.strictObject({ unitId: id, fromDay: day, reason: text(200, '理由') }),
    out: done,
  },
  /** From a day on; what is over keeps the name it had. */
  'unit.rename': {
    address: 'POST /organisation/units/:unitId/names',
    in: z.strictObject({ unitId: id, name: text(60, '名称'), fromDay: day, reason: text(200, '理由') }),
    out: done,
  },
  /** A slip of the pen: it was never called so. */
  'unit.correctName': {
    address: 'POST /organisation/units/:unitId/name',
    in: z.strictObject({ unitId: id, name: text(60, '名称'), reason: text(200, '理由') }),
    out: done,
  },
  'unit.undoRename': {
    address: 'POST /organisation/renames/:renameId/undo',
    in: z.strictObject({ renameId: id, reason: text(200, '理由') }),
    out: done,
  },
} satisfies Contract

import { z } from 'zod'
import { day, done, id, reason, revision, words } from './common'
import type { Contract } from './contract'

const count = z.number('请填写人数').int('人数要是整数').min(0, '人数不能是负数').max(9999, '人数太大')

export const badgeContract = {
  'badge.branch': {
    address: 'GET /branches/:branchId/badge-inspections',
    in: z.strictObject({ branchId: id, year: z.coerce.number().int().min(2018).max(2100) }),
    out: z.strictObject({
      branchName: z.string(),
      departments: z.array(z.strictObject({ departmentId: id, name: z.string() })),
      inspections: z.array(
        z.strictObject({
          inspectionId: id,
          departmentId: id,
          departmentName: z.string(),
          heldDay: day,
          checked: z.number().int(),
          notWearing: z.number().int(),
          /** For the 书记 only; empty for others. */
          notWearingNames: z.array(z.string()),
          note: z.string(),
          inspectorName: z.string(),
          followUp: z.string().nullable(),
          followUpDay: day.nullable(),
          revision,
          mayVoid: z.boolean(),
        }),
      ),
      /** Per month of the year, 1–12: what was seen. */
      months: z.array(
        z.strictObject({
          month: z.number().int(),
          times: z.number().int(),
          checked: z.number().int(),
          notWearing: z.number().int(),
        }),
      ),
      may: z.strictObject({ record: z.boolean(), followUp: z.boolean() }),
    }),
  },
  /** Whom the inspector can name: the members of one department. */
  'badge.members': {
    address: 'GET /departments/:departmentId/badge-members',
    in: z.strictObject({ departmentId: id }),
    out: z.strictObject({ members: z.array(z.strictObject({ personId: id, name: z.string() })) }),
  },
  'badge.record': {
    address: 'POST /departments/:departmentId/badge-inspections',
    in: z.strictObject({
      inspectionId: id,
      departmentId: id,
      heldDay: day,
      checked: count,
      notWearing: count,
      notWearingIds: z.array(id).max(200).default([]),
      note: words(200, '备注').default(''),
    }),
    out: done,
  },
  'badge.followUp': {
    address: 'POST /badge-inspections/:inspectionId/follow-up',
    in: z.strictObject({ inspectionId: id, day, followUp: reason, revision }),
    out: done,
  },
  'badge.void': {
    address: 'POST /badge-inspections/:inspectionId/void',
    in: z.strictObject({ inspectionId: id, reason, revision }),
    out: done,
  },
  /** One's own: days on which one was found without the badge. Nobody else but the 书记 sees them. */
  'badge.mine': {
    address: 'GET /badge-inspections/mine',
    in: z.strictObject({}),
    out: z.strictObject({ found: z.array(z.strictObject({ heldDay: day, followUp: z.string().nullable() })) }),
  },
} satisfies Contract

import { z } from 'zod'
import { day, done, id, nothing, optionalText, page, reason, text } from './common'

const way = z.enum(['FACE', 'PHONE', 'CHAT', 'HOME', 'ON_SITE'])
const purpose = z.enum(['STUDY_PUBLICITY', 'MENTORING', 'GUIDANCE', 'DISPUTE', 'CARE', 'LISTENING'])
const linkKind = z.enum(['MARKET', 'SUBSIDIARY', 'PHARMACY'])
const visit = z.strictObject({
  visitId: id,
  contactName: z.string(),
  onRoster: z.boolean(),
  way,
  purposes: z.array(purpose),
  visitedDay: day,
  content: z.string(),
  problem: z.string().nullable(),
  backfilled: z.boolean(),
  voided: z.boolean(),
  mayVoid: z.boolean(),
})

export const twoLinksShapes = {
  'visit.contacts': {
    in: nothing,
    out: z.strictObject({
      quarter: z.string(),
      contacts: z.array(
        z.strictObject({
          personId: id,
          name: z.string(),
          departmentName: z.string().nullable(),
          visitsThisQuarter: z.number().int(),
          lastDay: day.nullable(),
        }),
      ),
    }),
  },
  'visit.mine': {
    in: z.strictObject({ page }),
    out: z.strictObject({ total: z.number().int(), pageSize: z.number().int(), visits: z.array(visit) }),
  },
  'visit.log': {
    in: z.strictObject({
      /** Made on the phone: sending the same visit twice writes it once. */
      visitId: id,
      contactId: id.nullable(),
      contactName: optionalText(40, '走访对象姓名'),
      way,
      purposes: z.array(purpose).min(1, '请至少选一项走访内容').max(6),
      visitedDay: day,
      content: text(500, '走访情况'),
      problem: optionalText(300, '发现的问题'),
      jointMemberIds: z.array(id).max(10).default([]),
    }),
    out: z.strictObject({ visit }),
  },
  'visit.void': { in: z.strictObject({ visitId: id, reason }), out: done },
  'threeLinks.mine': {
    in: nothing,
    out: z.strictObject({
      year: z.number().int(),
      coverage: z.array(
        z.strictObject({
          kind: linkKind,
          name: z.string(),
          visited: z.number().int(),
          required: z.number().int(),
          targets: z.array(
            z.strictObject({ targetId: id, name: z.string(), activities: z.number().int(), lastDay: day.nullable() }),
          ),
        }),
      ),
      activities: z.array(
        z.strictObject({
          activityId: id,
          kind: linkKind,
          targetName: z.string(),
          heldDay: day,
          place: z.string(),
          problem: z.string(),
          help: z.string(),
          effect: z.string().nullable(),
          proxyEntry: z.boolean(),
        }),
      ),
    }),
  },
  'threeLinks.log': {
    in: z.strictObject({
      activityId: id,
      targetId: id,
      heldDay: day,
      place: text(80, '地点'),
      problem: text(300, '发现的问题'),
      help: text(300, '帮助措施'),
      effect: optionalText(300, '成效'),
    }),
    out: z.strictObject({ visited: z.number().int(), required: z.number().int() }),
  },
  'threeLinks.void': { in: z.strictObject({ activityId: id, reason }), out: done },
  'threeLinks.board': {
    in: nothing,
    out: z.strictObject({
      year: z.number().int(),
      leaders: z.array(
        z.strictObject({
          personId: id,
          name: z.string(),
          branchName: z.string().nullable(),
          market: z.number().int(),
          subsidiary: z.number().int(),
          pharmacy: z.number().int(),
          activities: z.number().int(),
        }),
      ),
    }),
  },
  'threeLinks.assign': {
    in: z.strictObject({
      leaderId: id,
      targets: z
        .array(z.strictObject({ kind: linkKind, name: text(80, '名称') }))
        .min(1)
        .max(30),
    }),
    out: z.strictObject({ added: z.number().int() }),
  },
}

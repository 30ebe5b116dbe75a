import { z } from 'zod'
import { day, done, id, nothing, optionalText, page, reason, text } from './common'
import type { Contract } from './contract'

const way = z.enum(['FACE', 'PHONE', 'CHAT', 'HOME', 'ON_SITE'])
const purpose = z.enum(['STUDY_PUBLICITY', 'MENTORING', 'GUIDANCE', 'DISPUTE', 'CARE', 'LISTENING'])
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

export const visitContract = {
  'visit.contacts': {
    address: 'GET /visits/contacts',
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
    address: 'GET /visits',
    in: z.strictObject({ page }),
    out: z.strictObject({ total: z.number().int(), pageSize: z.number().int(), visits: z.array(visit) }),
  },
  'visit.log': {
    address: 'POST /visits',
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
  'visit.void': { address: 'POST /visits/:visitId/void', in: z.strictObject({ visitId: id, reason }), out: done },
} satisfies Contract

import { z } from 'zod'
import { day, done, id, nothing, optionalText, page, reason, text } from './common'
import type { Contract } from './contract'

const way = z.enum(['FACE', 'PHONE', 'CHAT', 'HOME', 'ON_SITE'])
const purpose = z.enum(['STUDY_PUBLICITY', 'MENTORING', 'GUIDANCE', 'DISPUTE', 'CARE', 'LISTENING'])
const outcome = z.enum(['SETTLED', 'HANDED_ON', 'OPEN'])
const half = z.string().regex(/^\d{4}H[12]$/, '半年度不对')
/** What may be looked for in the list of a branch. */
const flag = z.enum(['problem', 'objected', 'backfilled', 'repeated', 'copied'], '筛选条件不对')
const visit = z.strictObject({
  visitId: id,
  contactName: z.string(),
  onRoster: z.boolean(),
  way,
  purposes: z.array(purpose),
  visitedDay: day,
  content: z.string(),
  problem: z.string().nullable(),
  place: z.string().nullable(),
  topic: z.string().nullable(),
  outcome: outcome.nullable(),
  pictureIds: z.array(id),
  /** Who else went. */
  companions: z.array(z.string()),
  /** How many people were met together, this one with them. */
  together: z.number().int(),
  /** What the person visited has said of it; nothing is owed. */
  answer: z.enum(['CONFIRMED', 'OBJECTED']).nullable(),
  correction: z.string().nullable(),
  /** Flagged, not refused: entered late, the same person, day and way again, an earlier one's words (R34). */
  backfilled: z.boolean(),
  repeated: z.boolean(),
  copied: z.boolean(),
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
  /** Who can have come along: the other members of one's own branch today. */
  'visit.members': {
    address: 'GET /visits/members',
    in: nothing,
    out: z.strictObject({
      members: z.array(z.strictObject({ personId: id, name: z.string(), departmentName: z.string().nullable() })),
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
      /** Met together with the first one: each has a record of his own. */
      moreContactIds: z.array(id).max(9).default([]),
      way,
      purposes: z.array(purpose).min(1, '请至少选一项走访内容').max(6),
      visitedDay: day,
      content: text(500, '走访情况'),
      problem: optionalText(300, '发现的问题'),
      jointMemberIds: z.array(id).max(10, '同行党员最多10位').default([]),
      place: optionalText(40, '地点'),
      topic: optionalText(60, '学习宣传的内容'),
      outcome: outcome.optional(),
      pictureIds: z.array(id).max(9, '照片最多9张').default([]),
    }),
    out: z.strictObject({ visit }),
  },
  /** Visits somebody says he has made to the person who asks: who and when, nothing of what was written (rules §2.3). */
  'visit.aboutMe': {
    address: 'GET /visits/about-me',
    in: z.strictObject({ page }),
    out: z.strictObject({
      total: z.number().int(),
      pageSize: z.number().int(),
      visits: z.array(
        z.strictObject({
          visitId: id,
          visitedDay: day,
          way,
          members: z.array(z.string()),
          answer: z.enum(['CONFIRMED', 'OBJECTED']).nullable(),
          correction: z.string().nullable(),
        }),
      ),
    }),
  },
  'visit.answer': {
    address: 'POST /visits/:visitId/answer',
    in: z.strictObject({ visitId: id, right: z.boolean(), correction: optionalText(200, '哪里不对') }),
    out: done,
  },
  /** The visits of a branch's members in a half-year, the latest first, for its 书记 (rules §2.3). */
  'visit.branch': {
    address: 'GET /branches/:branchId/visits',
    in: z.strictObject({ branchId: id, half: half.optional(), flag: flag.optional(), page }),
    out: z.strictObject({
      branchName: z.string(),
      half,
      visits: z.array(visit.extend({ authorName: z.string() })),
      page: z.number().int(),
      pages: z.number().int(),
      total: z.number().int(),
      counts: z.record(flag, z.number().int()),
    }),
  },
  /** Numbers alone, a line a branch, for those who read no text of a visit (rules §2.3). */
  'visit.sums': {
    address: 'GET /visit-sums',
    in: z.strictObject({ half: half.optional() }),
    out: z.strictObject({
      half,
      branches: z.array(
        z.strictObject({
          branchId: id,
          branchName: z.string(),
          /** Entries; of several met together one. */
          visits: z.number().int(),
          people: z.number().int(),
          members: z.number().int(),
          confirmed: z.number().int(),
          objected: z.number().int(),
          backfilled: z.number().int(),
        }),
      ),
    }),
  },
  'visit.void': {
    address: 'POST /visits/:visitId/void',
    in: z.strictObject({
      visitId: id,
      reason,
      /** With those who were met together with this one. */
      whole: z.boolean().default(false),
    }),
    out: done,
  },
} satisfies Contract

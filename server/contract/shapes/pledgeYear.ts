import { z } from 'zod'
import { day, done, id, nothing, page, rawText, reason, revision, text } from './common'

const item = z.enum(['STUDY_SKILL', 'DUTY', 'INTEGRITY'])
export const fulfilment = z.strictObject({
  fulfilmentId: id,
  item,
  doneDay: day,
  content: z.string(),
  pictureId: id.nullable(),
})
const reference = z.strictObject({
  referenceId: id,
  departmentId: id.nullable(),
  departmentName: z.string().nullable(),
  positionTitle: z.string(),
  content: z.string(),
  revision,
})

/** What becomes of a pledge through the year (R17, R20, R22, R25, R27). */
export const pledgeYearShapes = {
  'pledge.amend': { in: z.strictObject({ revision }), out: z.strictObject({ revision }) },
  'pledge.discardAmendment': { in: z.strictObject({ revision }), out: z.strictObject({ revision }) },
  'pledge.paperReceived': { in: z.strictObject({ pledgeId: id, received: z.boolean(), revision }), out: done },
  'fulfilment.mine': {
    in: nothing,
    out: z.strictObject({
      pledgeId: id.nullable(),
      texts: z
        .strictObject({ studyPledge: z.string(), dutyPledge: z.string(), integrityPledge: z.string() })
        .nullable(),
      fulfilments: z.array(fulfilment.extend({ mayVoid: z.boolean() })),
      /** The first day a note can be about: that of the first publication. */
      fromDay: day.nullable(),
      may: z.boolean(),
    }),
  },
  'fulfilment.record': {
    in: z.strictObject({
      fulfilmentId: id,
      item,
      doneDay: day,
      content: rawText('做了什么'),
      pictureId: id.nullable().default(null),
    }),
    out: done,
  },
  'fulfilment.void': { in: z.strictObject({ fulfilmentId: id, reason }), out: done },
  'postReference.list': {
    in: nothing,
    out: z.strictObject({
      references: z.array(reference),
      departments: z.array(z.strictObject({ departmentId: id, name: z.string() })),
    }),
  },
  'postReference.save': {
    in: z.strictObject({
      referenceId: id,
      departmentId: id.nullable().default(null),
      positionTitle: text(60, '岗位名称'),
      content: text(1000, '岗位职责'),
      /** 0 for a new one. */
      revision: z.number().int().min(0),
    }),
    out: done,
  },
  'postReference.import': {
    in: 'file' as const,
    out: z.strictObject({ added: z.number().int(), changed: z.number().int(), same: z.number().int() }),
  },
  'postReference.template': { in: nothing, out: 'file' as const },
  'postReference.remove': { in: z.strictObject({ referenceId: id, revision }), out: done },
  /** 监督 (R27): signed or anonymous. `opinionId` is the caller's: sent again it is the same opinion. */
  'supervision.submit': {
    in: z.strictObject({
      pledgeId: id,
      opinionId: id,
      content: rawText('意见'),
      anonymous: z.boolean(),
    }),
    out: done,
  },
  'supervision.branch': {
    in: z.strictObject({ branchId: id, page }),
    out: z.strictObject({
      total: z.number().int(),
      pageSize: z.number().int(),
      opinions: z.array(
        z.strictObject({
          opinionId: id,
          pledgeName: z.string(),
          fromName: z.string().nullable(),
          content: z.string(),
          receivedDay: day,
          hiddenReason: z.string().nullable(),
          revision,
        }),
      ),
    }),
  },
  'supervision.hide': { in: z.strictObject({ opinionId: id, reason, revision }), out: done },
}

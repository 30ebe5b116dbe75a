import { z } from 'zod'
import { day, done, id, nothing, optionalText, reason, text } from './common'
import type { Contract } from './contract'

const linkKind = z.enum(['MARKET', 'SUBSIDIARY', 'PHARMACY'])
const link = z.strictObject({ targetId: id, name: z.string(), kind: linkKind })
const chosen = z.array(id).max(30).default([])

export const threeLinksContract = {
  'threeLinks.mine': {
    address: 'GET /three-links/mine',
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
            z.strictObject({
              targetId: id,
              name: z.string(),
              activities: z.number().int(),
              lastDay: day.nullable(),
              ended: z.literal(true).optional(),
            }),
          ),
        }),
      ),
      /** Last year's that are not this year's: offered, until somebody takes them over. */
      proposed: z.array(link),
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
    address: 'POST /three-links/activities',
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
  'threeLinks.void': {
    address: 'POST /three-links/activities/:activityId/void',
    in: z.strictObject({ activityId: id, reason }),
    out: done,
  },
  'threeLinks.board': {
    address: 'GET /three-links',
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
          /** This year's, and last year's that may be taken over. */
          links: z.array(link),
          proposed: z.array(link),
        }),
      ),
    }),
  },
  'threeLinks.assign': {
    address: 'POST /three-links/links',
    in: z.strictObject({
      leaderId: id,
      targets: z
        .array(z.strictObject({ kind: linkKind, name: text(80, '名称') }))
        .max(30)
        .default([]),
      /** Of last year's. */
      carried: chosen,
      /** Of this year's, with the reason. */
      ended: chosen,
      reason: reason.optional(),
    }),
    out: z.strictObject({ added: z.number().int(), ended: z.number().int() }),
  },
} satisfies Contract

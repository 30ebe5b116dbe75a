import { z } from 'zod'
import { day, id, revision, words } from './common'
import type { Contract } from './contract'

const workflow = z.string().regex(/^[a-zA-Z]{1,20}$/, '没有这种记录')
const record = { workflow, recordId: id }

/** One face of every record that runs on the engine: where it stands, whose turn it is, what the person may do, how it came. */
export const recordContract = {
  'record.read': {
    address: 'GET /records/:workflow/:recordId',
    in: z.strictObject(record),
    out: z.strictObject({
      workflow: z.string(),
      what: z.string(),
      recordId: id,
      about: z.string(),
      /** Its own page. */
      path: z.string(),
      state: z.string(),
      stateName: z.string(),
      revision,
      dueDay: day.nullable(),
      /** null for an end and for what rests; then `rests` says why. */
      turn: z
        .strictObject({
          title: z.string(),
          people: z.array(z.string()),
          /** Posts that nobody holds. */
          vacant: z.array(z.string()),
          /** Why the step it waits for cannot be taken. */
          instead: z.string().nullable(),
        })
        .nullable(),
      rests: z.string().nullable(),
      allowed: z.array(z.strictObject({ event: z.string(), name: z.string(), reason: z.boolean() })),
      history: z.array(
        z.strictObject({
          name: z.string(),
          actorName: z.string(),
          roleName: z.string(),
          comment: z.string(),
          at: z.number(),
        }),
      ),
    }),
  },
  'record.step': {
    address: 'POST /records/:workflow/:recordId/steps',
    in: z.strictObject({
      ...record,
      revision,
      event: words(40, '步骤'),
      comment: words(200, '意见').default(''),
    }),
    out: z.strictObject({ state: z.string(), revision }),
  },
} satisfies Contract

import { z } from 'zod'
import { day, done, id, nothing, rawText, reason } from './common'
import type { Contract } from './contract'

const item = z.enum(['STUDY_SKILL', 'DUTY', 'INTEGRITY'])
export const fulfilment = z.strictObject({
  fulfilmentId: id,
  item,
  doneDay: day,
  content: z.string(),
  pictureId: id.nullable(),
})

export const fulfilmentContract = {
  'fulfilment.mine': {
    address: 'GET /fulfilments/mine',
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
    address: 'POST /fulfilments',
    in: z.strictObject({
      fulfilmentId: id,
      item,
      doneDay: day,
      content: rawText('做了什么'),
      pictureId: id.nullable().default(null),
    }),
    out: done,
  },
  'fulfilment.void': {
    address: 'POST /fulfilments/:fulfilmentId/void',
    in: z.strictObject({ fulfilmentId: id, reason }),
    out: done,
  },
} satisfies Contract

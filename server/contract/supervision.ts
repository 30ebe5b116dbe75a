import { z } from 'zod'
import { day, done, id, page, rawText, reason, revision } from './common'
import type { Contract } from './contract'

export const supervisionContract = {
  /** 监督 (R27): signed or anonymous. `opinionId` is the caller's: sent again it is the same opinion. */
  'supervision.submit': {
    address: 'POST /pledges/:pledgeId/opinions',
    in: z.strictObject({
      pledgeId: id,
      opinionId: id,
      content: rawText('意见'),
      anonymous: z.boolean(),
    }),
    out: done,
  },
  'supervision.branch': {
    address: 'GET /branches/:branchId/opinions',
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
  'supervision.hide': {
    address: 'POST /opinions/:opinionId/hide',
    in: z.strictObject({ opinionId: id, reason, revision }),
    out: done,
  },
} satisfies Contract

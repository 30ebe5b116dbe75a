import { z } from 'zod'
import { day, done, id, nothing } from './common'
import type { Contract } from './contract'

const half = z.string().regex(/^\d{4}H[12]$/, '半年度不对')
const place = z.union([z.literal(1), z.literal(2)])

export const safePrintContract = {
  'safePrint.list': {
    address: 'GET /safe-prints',
    in: nothing,
    out: z.strictObject({
      /** Half-years with rounds whose locks are still to be set, and the locks whose print is missing there. */
      owed: z.array(z.strictObject({ half, place })),
      /** Whose safe the reader keeps. */
      keeps: z.array(place),
      /** The newest first. */
      prints: z.array(
        z.strictObject({
          printId: id,
          half,
          place,
          attempt: z.number().int(),
          /** Eight digits of its public half, as they stand on the sheet. */
          number: z.string(),
          madeBy: z.string(),
          madeDay: day,
          keptBy: z.string().nullable(),
          keptDay: day.nullable(),
          usedDay: day.nullable(),
          /** Whether the reader may say that it lies in the safe. */
          mayKeep: z.boolean(),
        }),
      ),
    }),
  },
  'safePrint.make': {
    address: 'POST /safe-prints',
    in: z.strictObject({
      /** Made on the device that draws the code: it is part of what the code is turned into a lock with. */
      printId: id,
      half,
      lock: place,
      /** The public half, a point as base64; nothing that opens anything comes here. */
      publicKey: z.base64().length(88),
      /** Though one stands: the sheet in the safe cannot be found. */
      again: z.boolean().default(false),
    }),
    out: done,
  },
  'safePrint.keep': {
    address: 'POST /safe-prints/:printId/kept',
    in: z.strictObject({ printId: id }),
    out: done,
  },
} satisfies Contract

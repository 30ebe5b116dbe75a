import { z } from 'zod'
import { nothing } from './common'
import type { Contract } from './contract'

export const doctorContract = {
  /** What is right and what is not of the machine, and of each setting in the platforms' consoles, asked now. */
  'doctor.read': {
    address: 'GET /doctor',
    in: nothing,
    out: z.strictObject({
      houseName: z.string().nullable(),
      machine: z.array(z.strictObject({ name: z.string(), good: z.boolean(), sentence: z.string() })),
      platforms: z.array(
        z.strictObject({
          platformName: z.string(),
          settings: z.array(
            z.strictObject({
              key: z.string(),
              name: z.string(),
              where: z.string(),
              values: z.array(z.string()),
              why: z.string(),
              /** 'unknown': nobody tells; the sentence says how it is tried. */
              state: z.enum(['good', 'bad', 'unknown']),
              sentence: z.string(),
            }),
          ),
        }),
      ),
    }),
  },
} satisfies Contract

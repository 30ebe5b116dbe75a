import { z } from 'zod'
import { done, nothing, words } from './common'
import type { Contract } from './contract'

const platform = z.enum(['feishu', 'wecom'])

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
          platform,
          platformName: z.string(),
          settings: z.array(
            z.strictObject({
              key: z.string(),
              /** What somebody does to see whether it is right, and what he opens for it; '' where the platform is asked. */
              trial: z.string(),
              address: z.string(),
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
  /** Somebody has tried what no API tells. */
  'doctor.noteTrial': {
    address: 'POST /doctor/trials',
    in: z.strictObject({
      platform,
      settingKey: z.string().regex(/^[A-Za-z]{1,40}$/),
      works: z.boolean(),
      seen: words(200, '看到的情况').default(''),
    }),
    out: done,
  },
} satisfies Contract

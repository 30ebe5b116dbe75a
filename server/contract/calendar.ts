import { z } from 'zod'
import { day, done, optionalText } from './common'
import type { Contract } from './contract'

export const calendarContract = {
  'calendar.days': {
    address: 'GET /calendar',
    in: z.strictObject({ year: z.coerce.number().int().min(2018).max(2100) }),
    out: z.strictObject({
      covered: z.boolean(),
      days: z.array(z.strictObject({ day, kind: z.enum(['OFF', 'WORK']), name: z.string(), added: z.boolean() })),
    }),
  },
  'calendar.setDay': {
    address: 'POST /calendar',
    in: z.strictObject({ day, kind: z.enum(['OFF', 'WORK']), name: optionalText(30, '名称') }),
    out: done,
  },
} satisfies Contract

import { z } from 'zod'
import { day, done, optionalText, text } from './common'
import type { Contract } from './contract'

export const calendarContract = {
  'calendar.days': {
    address: 'GET /calendar',
    in: z.strictObject({ year: z.coerce.number().int().min(2018).max(2100) }),
    out: z.strictObject({
      covered: z.boolean(),
      days: z.array(
        z.strictObject({
          day,
          kind: z.enum(['OFF', 'WORK']),
          name: z.string(),
          added: z.boolean(),
          byLaw: z.boolean(),
          ofNotice: z.boolean(),
        }),
      ),
    }),
  },
  'calendar.setDay': {
    address: 'POST /calendar',
    in: z.strictObject({ day, kind: z.enum(['OFF', 'WORK']), name: optionalText(30, '名称') }),
    out: done,
  },
  'calendar.setNotice': {
    address: 'POST /calendar/notice',
    in: z.strictObject({ notice: text(4000, '放假通知') }),
    out: z.strictObject({ year: z.number().int(), days: z.number().int() }),
  },
} satisfies Contract

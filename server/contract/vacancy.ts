import { z } from 'zod'
import { roles } from '../domain/organisation/roles'
import { day, id, nothing } from './common'
import type { Contract } from './contract'

export const vacancyContract = {
  /** Posts nobody holds, for 党办 (M10); those that most waits for come first. */
  'vacancy.list': {
    address: 'GET /vacancies',
    in: nothing,
    out: z.strictObject({
      /** 党办 itself is empty, and the reader is the administrator, who appoints somebody. */
      mayAppoint: z.boolean(),
      posts: z.array(
        z.strictObject({
          vacancyId: id,
          role: z.enum(roles),
          roleName: z.string(),
          /** Branch or department; empty for a post of the whole house. */
          scopeName: z.string(),
          /** Somebody holds it, and may not do what waits here. */
          another: z.boolean(),
          sinceDay: day,
          things: z.array(
            z.strictObject({
              vacancyId: id,
              title: z.string(),
              about: z.string(),
              path: z.string(),
              sinceDay: day,
            }),
          ),
        }),
      ),
    }),
  },
} satisfies Contract

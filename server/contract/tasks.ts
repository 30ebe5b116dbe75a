import { z } from 'zod'
import { day, nothing } from './common'
import type { Contract } from './contract'

const count = z.number().int().min(0)
/** One of what a task is made of: a person, a form, a kind of visit; with its own way there or its own share where it has one. */
const part = z.strictObject({
  name: z.string(),
  note: z.string().optional(),
  path: z.string().optional(),
  done: count.optional(),
  owed: count.optional(),
})

export const tasksContract = {
  'tasks.mine': {
    address: 'GET /tasks',
    in: nothing,
    out: z.strictObject({
      tasks: z.array(
        z.strictObject({
          kind: z.enum([
            'pledge',
            'pledgeReturned',
            'branchPackage',
            'branchReturned',
            'officePackages',
            'officeReports',
            'openCampaign',
            'officeDuty',
            'ballot',
            'round',
            'visit',
            'threeLinks',
            'posts',
            'postAreaWaiting',
            'postAreaShort',
            'exemptions',
            'plate',
            'posting',
            'proof',
            'signOrder',
            'delivery',
            'badge',
            'unmapped',
            'filing',
            'vacancies',
            'accounts',
            'care',
            'messages',
          ]),
          title: z.string(),
          detail: z.string(),
          path: z.string(),
          dueDay: day.nullable(),
          daysLeft: z.number().int().nullable(),
          urgent: z.boolean(),
          /** How much of it is done. */
          progress: z.strictObject({ done: count, owed: count }).optional(),
          /** What it is made of, unfinished first: three at most, and how many there are besides. */
          parts: z.array(part).max(3).optional(),
          others: count.optional(),
        }),
      ),
      /** For whoever looks after all branches: whose 承诺书 are not all there, the one furthest back first. */
      branches: z.array(z.strictObject({ name: z.string(), path: z.string(), done: count, owed: count })).optional(),
    }),
  },
} satisfies Contract

import { z } from 'zod'
import { day, nothing } from './common'
import type { Contract } from './contract'

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
          ]),
          title: z.string(),
          detail: z.string(),
          path: z.string(),
          dueDay: day.nullable(),
          daysLeft: z.number().int().nullable(),
          urgent: z.boolean(),
        }),
      ),
    }),
  },
} satisfies Contract

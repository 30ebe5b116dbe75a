import { z } from 'zod'
import { roles } from '../domain/organisation/roles'
import { type HousePermission, housePermissions } from '../policy'
import { day, done, id, nothing } from './common'
import type { Contract } from './contract'

const houseFlags = Object.fromEntries(housePermissions.map((name) => [name, z.boolean()])) as Record<
  HousePermission,
  z.ZodBoolean
>

export const sessionContract = {
  'session.mine': {
    address: 'GET /session',
    in: nothing,
    out: z.strictObject({
      personId: id,
      name: z.string(),
      politicalStatus: z.enum(['FULL_MEMBER', 'PROBATIONARY', 'MASSES']),
      activeMember: z.boolean(),
      leadingCadre: z.boolean(),
      departmentName: z.string().nullable(),
      branchId: id.nullable(),
      branchName: z.string().nullable(),
      roles: z.array(
        z.strictObject({ role: z.enum(roles), name: z.string(), scopeId: z.string(), scopeName: z.string() }),
      ),
      textStep: z.number().int(),
      today: day,
      /** Until today is over, by the server's clock. */
      dayEndsInSeconds: z.number().int(),
      demo: z.boolean(),
      /**
       * Which parts of the house to show; the server refuses the rest all the same. Every permission that is asked of the
       * person alone, and the parts that hang on more than one.
       */
      may: z.strictObject({
        ...houseFlags,
        writePledge: z.boolean(),
        leadBranch: z.boolean(),
        runOffice: z.boolean(),
        posts: z.boolean(),
        signOrders: z.boolean(),
        badges: z.boolean(),
        branchHands: z.boolean(),
      }),
    }),
  },
  /** Every login of the person, on all devices. */
  'session.endEverywhere': { address: 'POST /session/end-everywhere', in: nothing, out: done },
  'session.setTextStep': {
    address: 'POST /session/text-step',
    in: z.strictObject({ textStep: z.number().int().min(0).max(2) }),
    out: done,
  },
} satisfies Contract

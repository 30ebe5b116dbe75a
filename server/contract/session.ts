import { z } from 'zod'
import { roles } from '../domain/organisation/roles'
import { day, done, id, nothing } from './common'
import type { Contract } from './contract'

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
      demo: z.boolean(),
      /** Which parts of the house to show; the server refuses the rest all the same. */
      may: z.strictObject({
        writePledge: z.boolean(),
        leadBranch: z.boolean(),
        runOffice: z.boolean(),
        readRounds: z.boolean(),
        logVisit: z.boolean(),
        logThreeLinks: z.boolean(),
        readThreeLinks: z.boolean(),
        manageOrganisation: z.boolean(),
        linkAccount: z.boolean(),
        posts: z.boolean(),
        progress: z.boolean(),
        signOrders: z.boolean(),
        badges: z.boolean(),
        handleSignOrders: z.boolean(),
        managePostReferences: z.boolean(),
        decideExemption: z.boolean(),
        branchHands: z.boolean(),
      }),
    }),
  },
  'session.setTextStep': {
    address: 'POST /session/text-step',
    in: z.strictObject({ textStep: z.number().int().min(0).max(2) }),
    out: done,
  },
} satisfies Contract

import { z } from 'zod'
import { roles } from '../../domain/organisation/roles'
import { day, done, id, nothing, optionalText } from './common'

const platform = z.enum(['feishu', 'wecom'])

export const sessionShapes = {
  'login.options': {
    in: nothing,
    out: z.strictObject({
      platforms: z.array(
        z.strictObject({ platform, name: z.string(), appId: z.string(), scriptUrl: z.string().optional() }),
      ),
      demo: z.boolean(),
      /** Whom someone who is not on the roster should ask. */
      contact: z.string(),
    }),
  },
  'login.byCode': {
    in: z.strictObject({ platform, code: z.string().min(1).max(1024) }),
    out: z.strictObject({ name: z.string() }),
  },
  'session.mine': {
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
  'session.end': { in: nothing, out: done },
  'session.setTextStep': { in: z.strictObject({ textStep: z.number().int().min(0).max(2) }), out: done },
  'tasks.mine': {
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
}

export const calendarShapes = {
  'calendar.days': {
    in: z.strictObject({ year: z.coerce.number().int().min(2018).max(2100) }),
    out: z.strictObject({
      covered: z.boolean(),
      days: z.array(z.strictObject({ day, kind: z.enum(['OFF', 'WORK']), name: z.string(), added: z.boolean() })),
    }),
  },
  'calendar.setDay': {
    in: z.strictObject({ day, kind: z.enum(['OFF', 'WORK']), name: optionalText(30, '名称') }),
    out: done,
  },
}

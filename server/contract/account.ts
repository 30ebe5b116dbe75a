import { z } from 'zod'
import { readCode } from '../domain/setUp/oneTimeCode'
import { done, id, nothing, revision, text } from './common'
import type { Contract } from './contract'

const platform = z.enum(['feishu', 'wecom'])

/** As domain/workflows/accountChange.ts has them. */
const events = z.enum(['askForAccount', 'confirmAccount', 'declineAccount', 'withdrawAccount'])

export const accountContract = {
  /** At once for somebody without an account; else asked for, and confirmed by a second person with record.step. */
  'account.link': {
    address: 'POST /organisation/accounts',
    in: z.strictObject({ personId: id, platform, userId: text(64, '平台账号') }),
    out: z.strictObject({
      waits: z.boolean(),
      /** It waits, and nobody but the owner could confirm it. */
      alone: z.boolean(),
    }),
  },
  /** A link for somebody without an account: whoever logs in behind it is that person. Its code was drawn by the page. */
  'account.invite': {
    address: 'POST /organisation/invites',
    in: z.strictObject({
      personId: id,
      loginCode: text(60, '登录码').refine((typed) => readCode(typed) !== null, '登录码不对'),
    }),
    out: done,
  },
  /** Whom an account can be linked to, 20 at most of `total`. */
  'account.people': {
    address: 'GET /organisation/accounts',
    in: z.strictObject({ search: text(40, '姓名或工号') }),
    out: z.strictObject({
      total: z.number().int(),
      people: z.array(
        z.strictObject({
          personId: id,
          name: z.string(),
          staffNumber: z.string(),
          departmentName: z.string().nullable(),
          accounts: z.array(platform),
        }),
      ),
    }),
  },
  /** Those that wait, the oldest first. */
  'account.changes': {
    address: 'GET /account-changes',
    in: nothing,
    out: z.strictObject({
      changes: z.array(
        z.strictObject({
          changeId: id,
          ownerName: z.string(),
          isMine: z.boolean(),
          platformName: z.string(),
          /** The account that is to be linked. */
          userId: z.string(),
          askerName: z.string(),
          askedAt: z.number(),
          revision,
          /** The steps the reader may take, with record.step. */
          allowed: z.array(events),
        }),
      ),
    }),
  },
} satisfies Contract

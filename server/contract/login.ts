import { z } from 'zod'
import { done, nothing, text } from './common'
import type { Contract } from './contract'

const platform = z.enum(['feishu', 'wecom'])

export const loginContract = {
  'login.options': {
    address: 'GET /login/options',
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
    address: 'POST /login/code',
    in: z.strictObject({ platform, code: text(1024, '登录凭证') }),
    out: z.strictObject({ name: z.string() }),
  },
  /** The code of one's own link: the login that follows links the account to its person. */
  'login.byInvite': {
    address: 'POST /login/invite',
    in: z.strictObject({ loginCode: text(60, '登录码') }),
    out: z.strictObject({ name: z.string(), houseName: z.string().nullable() }),
  },
  'session.end': { address: 'POST /session/end', in: nothing, out: done },
} satisfies Contract

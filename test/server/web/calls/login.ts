import type { loginContract } from '../../../../server/contract/login'
import type { Rows } from './row'

export const loginRows: Rows<typeof loginContract> = {
  'login.options': { by: 'member' },
  'login.byCode': { by: 'member', input: () => ({ platform: 'feishu', code: 'unknown' }) },
  'session.end': { by: 'member' },
}

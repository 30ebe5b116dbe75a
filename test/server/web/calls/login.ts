import type { loginContract } from '../../../../server/contract/login'
import type { Rows } from './row'

export const loginRows: Rows<typeof loginContract> = {
  'login.options': { by: 'member' },
  'login.byCode': { by: 'member', input: () => ({ platform: 'feishu', code: 'unknown' }) },
  'login.byInvite': {
    by: 'member',
    input: () => ({ loginCode: '22222-22222-22222-22222' }),
    stopsAt: 'login.inviteNot',
  },
  'session.end': { by: 'member' },
}

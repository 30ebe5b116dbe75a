import type { accountContract } from '../../../../server/contract/account'
import { leader, type Rows } from './row'

export const accountRows: Rows<typeof accountContract> = {
  'account.link': {
    by: 'office',
    refused: leader,
    input: ({ personOf }) => ({
      personId: personOf('member'),
      platform: 'wecom',
      userId: 'newAccount',
    }),
  },
  'account.invite': {
    by: 'office',
    refused: 'administrator',
    input: ({ personOf }) => ({ personId: personOf('member'), loginCode: '22222-22222-22222-22223' }),
    stopsAt: 'account.inviteHas',
  },
  'account.people': { by: 'administrator', refused: leader, input: () => ({ search: '林' }) },
  'account.changes': { by: 'member' },
}

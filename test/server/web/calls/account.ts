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
  'account.people': { by: 'administrator', refused: leader, input: () => ({ search: '林' }) },
  'account.changes': { by: 'member' },
}

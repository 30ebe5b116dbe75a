import { randomUUID } from 'node:crypto'
import type { supervisionContract } from '../../../../server/contract/supervision'
import { committee, type Rows, reason } from './row'

export const supervisionRows: Rows<typeof supervisionContract> = {
  'supervision.submit': {
    by: 'member',
    input: ({ publishedId }) => ({
      pledgeId: publishedId,
      opinionId: randomUUID(),
      content: '报销一直很快',
      anonymous: false,
    }),
    ownId: true,
    silent: true,
  },
  // Not even the committee of the branch: the secretary alone (R27).
  'supervision.branch': { by: 'financeSecretary', refused: committee, input: ({ branchId }) => ({ branchId }) },
  'supervision.hide': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ opinionId }) => ({ opinionId, reason, revision: 1 }),
  },
}

import { randomUUID } from 'node:crypto'
import type { threeLinksContract } from '../../../../server/contract/threeLinks'
import { leader, plainMember, type Rows, reason, secretary } from './row'

export const threeLinksRows: Rows<typeof threeLinksContract> = {
  'threeLinks.mine': { by: 'financeSecretary', refused: 'member' },
  'threeLinks.log': {
    by: 'financeSecretary',
    refused: 'member',
    input: ({ targetId }) => ({
      activityId: randomUUID(),
      targetId,
      heldDay: '2026-09-04',
      place: '门店',
      problem: '到货慢',
      help: '已协调',
    }),
    ownId: true,
  },
  'threeLinks.void': {
    by: 'financeSecretary',
    refused: plainMember,
    input: ({ activityId }) => ({ activityId, reason }),
  },
  'threeLinks.board': { by: 'office', refused: secretary },
  'threeLinks.assign': {
    by: 'office',
    refused: secretary,
    input: ({ personOf }) => ({
      leaderId: personOf(leader),
      targets: [{ kind: 'MARKET', name: '新市场' }],
    }),
  },
}

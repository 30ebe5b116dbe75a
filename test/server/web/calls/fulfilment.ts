import { randomUUID } from 'node:crypto'
import type { fulfilmentContract } from '../../../../server/contract/fulfilment'
import { plainMember, type Rows, reason, today } from './row'

export const fulfilmentRows: Rows<typeof fulfilmentContract> = {
  'fulfilment.mine': { by: 'financeSecretary', refused: 'masses' },
  'fulfilment.record': {
    by: 'financeSecretary',
    refused: 'masses',
    input: ({ pictureId }) => ({
      fulfilmentId: randomUUID(),
      item: 'DUTY',
      doneDay: today,
      content: '当日单据当日审核',
      pictureId,
    }),
    ownId: true,
  },
  'fulfilment.void': {
    by: 'financeSecretary',
    refused: plainMember,
    input: ({ fulfilmentId }) => ({ fulfilmentId, reason }),
  },
}

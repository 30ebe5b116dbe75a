import type { recordContract } from '../../../../server/contract/record'
import { type Rows, reason } from './row'

export const recordRows: Rows<typeof recordContract> = {
  'record.mine': { by: 'financeSecretary', input: () => ({ workflow: 'postArea' }) },
  'record.read': {
    by: 'financeSecretary',
    input: ({ postAreas }) => ({ workflow: 'postArea', recordId: postAreas.toReview }),
  },
  'record.step': {
    by: 'financeSecretary',
    input: ({ postAreas }) => ({
      workflow: 'postArea',
      recordId: postAreas.toStep,
      revision: 1,
      event: 'void',
      comment: reason,
    }),
  },
}

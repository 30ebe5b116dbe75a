import { randomUUID } from 'node:crypto'
import type { contactContract } from '../../../../server/contract/contact'
import { committee, otherBranch, type Rows, reason } from './row'

export const contactRows: Rows<typeof contactContract> = {
  'contact.branch': { by: 'financeSecretary', refused: otherBranch, input: ({ branchId }) => ({ branchId }) },
  // 支委 read the list and keep it not.
  'contact.add': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ branchId, personOf }) => ({
      liaisonId: randomUUID(),
      branchId,
      memberId: personOf('financeSecretary'),
      contactId: personOf('scrutineer'),
      category: 'OTHER',
      aidKind: 'MANY_TO_ONE',
      fromDay: '2026-09-04',
    }),
    ownId: true,
  },
  'contact.change': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ liaisonId }) => ({
      liaisonId,
      category: 'OTHER',
      aidKind: 'MANY_TO_ONE',
      fromDay: '2026-09-04',
      revision: 1,
    }),
  },
  'contact.end': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ liaisonToEnd }) => ({ liaisonId: liaisonToEnd, lastDay: '2026-09-07', reason, revision: 1 }),
  },
}

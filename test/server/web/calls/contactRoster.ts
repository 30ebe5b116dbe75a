import { randomUUID } from 'node:crypto'
import type { contactRosterContract } from '../../../../server/contract/contactRoster'
import { otherBranch, plainMember, type Rows } from './row'

export const contactRosterRows: Rows<typeof contactRosterContract> = {
  'contactRoster.read': { by: 'financeSecretary', refused: otherBranch, input: ({ branchId }) => ({ branchId }) },
  // 机关党委 reads the public rendering only (rules §2.3).
  'contactRoster.take': {
    by: 'financeSecretary',
    refused: 'hqCommittee',
    input: ({ branchId }) => ({ readingId: randomUUID(), branchId, half: '2026H2', rendering: 'INTERNAL' }),
    ownId: true,
  },
  'contactRoster.file': {
    by: 'financeSecretary',
    refused: plainMember,
    input: ({ readingId }) => ({ readingId, format: 'xlsx' }),
  },
}

import { randomUUID } from 'node:crypto'
import type { badgeContract } from '../../../../server/contract/badge'
import { committee, otherBranch, type Rows, reason, today } from './row'

export const badgeRows: Rows<typeof badgeContract> = {
  'badge.branch': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ branchId }) => ({ branchId, year: 2026 }),
  },
  // 党办 reads the figures and inspects nobody.
  'badge.members': {
    by: 'financeSecretary',
    refused: 'office',
    input: ({ ownDepartmentId }) => ({ departmentId: ownDepartmentId }),
  },
  'badge.record': {
    by: 'financeSecretary',
    refused: 'office',
    input: ({ ownDepartmentId }) => ({
      inspectionId: randomUUID(),
      departmentId: ownDepartmentId,
      heldDay: '2026-09-04',
      checked: 9,
      notWearing: 1,
    }),
    ownId: true,
  },
  'badge.followUp': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ inspectionId }) => ({
      inspectionId,
      day: today,
      followUp: '已当面提醒本人',
      revision: 1,
    }),
  },
  'badge.void': {
    by: 'financeSecretary',
    refused: 'office',
    input: ({ inspectionToVoid }) => ({ inspectionId: inspectionToVoid, reason, revision: 1 }),
  },
  'badge.mine': { by: 'member' },
}

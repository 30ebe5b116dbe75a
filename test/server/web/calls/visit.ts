import { randomUUID } from 'node:crypto'
import type { visitContract } from '../../../../server/contract/visit'
import { committee, plainMember, type Rows, reason, secretary } from './row'

export const visitRows: Rows<typeof visitContract> = {
  'visit.contacts': { by: 'member', refused: 'masses' },
  'visit.members': { by: 'member', refused: 'masses' },
  'visit.mine': { by: 'member', refused: 'masses' },
  'visit.log': {
    by: 'member',
    refused: 'masses',
    input: () => ({
      visitId: randomUUID(),
      contactId: null,
      contactName: '门店店员',
      way: 'FACE',
      purposes: ['CARE'],
      visitedDay: '2026-09-04',
      content: '了解情况',
    }),
    ownId: true,
  },
  'visit.aboutMe': { by: 'masses' },
  'visit.answer': {
    by: 'masses',
    refused: plainMember,
    input: ({ visitId }) => ({ visitId, right: true }),
  },
  // 支委, 党办 and 机关党委 read numbers, no text (rules §2.3).
  'visit.branch': { by: secretary, refused: committee, input: ({ branchId }) => ({ branchId }) },
  'visit.sums': { by: 'hqCommittee', refused: plainMember },
  'visit.void': { by: 'member', refused: plainMember, input: ({ visitId }) => ({ visitId, reason }) },
}

import { randomUUID } from 'node:crypto'
import type { careContract } from '../../../../server/contract/care'
import { plainMember, type Rows, secretary } from './row'

export const careRows: Rows<typeof careContract> = {
  'care.people': { by: secretary, refused: 'masses' },
  'care.raise': {
    by: secretary,
    refused: plainMember,
    input: ({ personOf }) => ({ careId: randomUUID(), contactId: personOf('scrutineer'), category: 'OTHER' }),
    ownId: true,
  },
  'care.mine': { by: 'member', refused: 'masses', input: () => ({}) },
  'care.open': { by: secretary, refused: 'masses', input: ({ careId }) => ({ careId }) },
  'care.reach': {
    by: secretary,
    refused: 'masses',
    input: ({ careId }) => ({ careId, revision: 1, way: 'CONTACT', reachedAt: Date.parse('2026-09-07T01:00:00Z') }),
  },
  // 书记 read records, those above numbers (rules §2.3).
  'care.sums': { by: 'hqCommittee', refused: secretary },
}

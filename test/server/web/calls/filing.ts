import { randomUUID } from 'node:crypto'
import type { filingContract } from '../../../../server/contract/filing'
import { smallPdf } from '../staged/files'
import { otherBranch, plainMember, type Rows, reason, secretary } from './row'

const form = 'measureFiling'

export const filingRows: Rows<typeof filingContract> = {
  'filing.list': { by: secretary, refused: plainMember },
  'filing.ledger': { by: secretary, refused: plainMember, input: () => ({ form }) },
  'filing.export': { by: secretary, refused: plainMember, input: () => ({ form }) },
  'filing.read': {
    by: secretary,
    refused: plainMember,
    input: () => ({ form, filingId: randomUUID() }),
    stopsAt: 'record.notFound',
  },
  'filing.save': {
    by: secretary,
    refused: otherBranch,
    input: ({ branchId }) => ({ form, filingId: randomUUID(), branchId, revision: 1, draft: true, values: {} }),
    ownId: true,
    stopsAt: 'record.notFound',
  },
  'filing.step': {
    by: 'office',
    refused: plainMember,
    input: () => ({ form, filingId: randomUUID(), revision: 1, event: 'giveBack', comment: reason }),
    stopsAt: 'record.notFound',
  },
  'filing.uploadPaper': { by: secretary, refused: plainMember, file: async () => smallPdf },
  'filing.readPaper': {
    by: secretary,
    refused: plainMember,
    input: () => ({ form, filingId: randomUUID(), fileId: randomUUID() }),
    stopsAt: 'record.notFound',
  },
}

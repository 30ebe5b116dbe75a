import { randomUUID } from 'node:crypto'
import type { filingContract } from '../../../../server/contract/filing'
import { filingIdOf } from '../../../../server/features/filing/records'
import type { Stage } from '../stage'
import { smallPdf } from '../staged/files'
import { otherBranch, plainMember, type Rows, reason, secretary } from './row'

const form = 'measureFiling'
/** 措施备案 of the branch, which is owed and not begun. */
const owed = ({ branchId, campaignId }: Stage) => ({ form, filingId: filingIdOf(form, branchId, campaignId, 1) })

export const filingRows: Rows<typeof filingContract> = {
  'filing.list': { by: secretary, refused: plainMember },
  'filing.ledger': { by: secretary, refused: plainMember, input: () => ({ form }) },
  'filing.export': { by: secretary, refused: plainMember, input: () => ({ form }) },
  'filing.read': { by: secretary, refused: plainMember, input: owed },
  'filing.save': {
    by: secretary,
    refused: otherBranch,
    input: (stage) => ({ ...owed(stage), branchId: stage.branchId, revision: 1, draft: true, values: {} }),
  },
  'filing.step': {
    by: 'office',
    refused: plainMember,
    input: (stage) => ({ ...owed(stage), revision: 1, event: 'giveBack', comment: reason }),
    stopsAt: 'workflow.wrongState',
  },
  'filing.discard': {
    by: secretary,
    refused: otherBranch,
    // What another row has begun may stand there by now.
    input: ({ branchId }) => ({ form, filingId: randomUUID(), branchId, revision: 1 }),
    stopsAt: 'record.notFound',
  },
  'filing.uploadPaper': { by: secretary, refused: plainMember, file: async () => smallPdf },
  'filing.readPaper': {
    by: secretary,
    refused: plainMember,
    input: (stage) => ({ ...owed(stage), fileId: randomUUID() }),
    stopsAt: 'record.notFound',
  },
}

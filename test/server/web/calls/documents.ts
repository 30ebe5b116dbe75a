import { randomUUID } from 'node:crypto'
import type { documentsContract } from '../../../../server/contract/documents'
import { plainMember, type Rows, secretary } from './row'

export const documentsRows: Rows<typeof documentsContract> = {
  'document.form': {
    by: 'member',
    refused: plainMember,
    input: ({ pledgeId }) => ({ form: 'pledge', recordId: pledgeId }),
  },
  'document.postAreaSummary': { by: 'office', refused: secretary },
  // 机关党委 looks at the figures and takes no copies of the sheets.
  'document.startBatch': {
    by: 'office',
    refused: 'hqCommittee',
    input: () => ({ batchId: randomUUID(), kind: 'pledges' }),
    ownId: true,
  },
  'document.batches': { by: 'office', refused: 'hqCommittee' },
  'document.batch': {
    by: 'office',
    refused: plainMember,
    input: ({ documentBatchId }) => ({ batchId: documentBatchId }),
  },
  'document.download': {
    by: 'office',
    refused: plainMember,
    input: ({ documentBatchId }) => ({ batchId: documentBatchId }),
  },
}

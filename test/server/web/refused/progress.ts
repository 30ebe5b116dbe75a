import { randomUUID } from 'node:crypto'
import { by, member, nothing, type RefusedCalls, secretary } from './refusedCall'

/** Reads totals of the house and no names. */
const groupCommittee = 'groupLeader'
const hqCommittee = 'hqCommittee'

export const progressCalls: RefusedCalls<'progress' | 'document'> = {
  // A branch reads its own figures, not those of the house.
  'progress.board': by(secretary, nothing),
  'progress.list': by(groupCommittee, () => ({ measure: 'pledges', standing: 'missing' })),
  'progress.trend': by(secretary, nothing),
  'progress.sheet': by(groupCommittee, nothing),
  'document.form': by(member, ({ pledgeId }) => ({ form: 'pledge', recordId: pledgeId })),
  'document.postAreaSummary': by(secretary, nothing),
  // 机关党委 looks at the figures and takes no copies of the sheets.
  'document.startBatch': by(hqCommittee, () => ({ batchId: randomUUID(), kind: 'pledges' })),
  'document.batches': by(hqCommittee, nothing),
  'document.batch': by(member, ({ documentBatchId }) => ({ batchId: documentBatchId })),
  'document.download': by(member, ({ documentBatchId }) => ({ batchId: documentBatchId })),
}

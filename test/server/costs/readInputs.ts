import type { CallName } from '../../../server/contract'
import type { Ground } from '../../drill/volume'

type Inputs = Partial<Record<CallName, (ground: Ground) => object>>

/** What a read is asked with, of those that ask for something; about records of the first branch. */
const inputs: Inputs = {
  'account.people': () => ({ search: '同志' }),
  'campaign.export': ({ campaignId }) => ({ campaignId }),
  'campaign.readBasis': ({ campaignId }) => ({ campaignId, version: 1 }),
  'attachment.readPicture': ({ pictureId }) => ({ fileId: pictureId }),
  'attachment.readDocument': ({ pictureId }) => ({ fileId: pictureId }),
  'badge.branch': ({ branchId }) => ({ branchId, year: 2026 }),
  'badge.members': ({ departmentId }) => ({ departmentId }),
  'calendar.days': () => ({ year: 2026 }),
  'document.form': ({ pledgeId }) => ({ form: 'pledge', recordId: pledgeId, format: 'docx' }),
  'document.batch': ({ pledgeId }) => ({ batchId: pledgeId }),
  'document.download': ({ pledgeId }) => ({ batchId: pledgeId }),
  'round.read': ({ endedRoundId }) => ({ roundId: endedRoundId }),
  'round.door': ({ endedRoundId }) => ({ roundId: endedRoundId }),
  'round.safeCopy': ({ endedRoundId }) => ({ roundId: endedRoundId }),
  'round.verify': ({ endedRoundId }) => ({ roundId: endedRoundId }),
  'round.bundle': ({ endedRoundId }) => ({ roundId: endedRoundId }),
  'round.table1': ({ endedRoundId }) => ({ roundId: endedRoundId }),
  'ballot.sheet': ({ roundId }) => ({ roundId }),
  'ballot.receipts': ({ roundId }) => ({ roundId, whole: 'yes' }),
  'filing.ledger': () => ({ form: 'measureFiling' }),
  'filing.export': () => ({ form: 'measureFiling' }),
  'filing.read': ({ pledgeId }) => ({ form: 'measureFiling', filingId: pledgeId }),
  'filing.readPaper': ({ pledgeId, pictureId }) => ({ form: 'measureFiling', filingId: pledgeId, fileId: pictureId }),
  'organisation.person': ({ readers }) => ({ personId: readers.member }),
  'unit.read': ({ branchId }) => ({ unitId: branchId }),
  'unit.previewMove': ({ departmentId, otherBranchId }) => ({
    unitId: departmentId,
    branchId: otherBranchId,
    fromDay: '2026-12-01',
  }),
  'photo.read': ({ photoId }) => ({ photoId }),
  'contact.branch': ({ branchId }) => ({ branchId }),
  'contactRoster.read': ({ branchId }) => ({ branchId }),
  'contactRoster.file': ({ pledgeId }) => ({ readingId: pledgeId, format: 'xlsx' }),
  'pledge.branch': ({ branchId }) => ({ branchId }),
  'pledge.read': ({ pledgeId }) => ({ pledgeId }),
  'package.read': ({ packageId }) => ({ packageId }),
  'postArea.board': ({ branchId }) => ({ branchId }),
  'postArea.read': ({ postAreaId }) => ({ postAreaId }),
  'progress.list': () => ({ measure: 'pledges', standing: 'missing' }),
  'record.mine': () => ({ workflow: 'pledge' }),
  'record.read': ({ pledgeId }) => ({ workflow: 'pledge', recordId: pledgeId }),
  'signOrder.read': ({ orderId }) => ({ orderId }),
  'signOrder.lines': ({ orderId }) => ({ orderId }),
  'signOrder.exportFile': ({ orderId, pledgeId }) => ({ orderId, exportId: pledgeId }),
  'supervision.branch': ({ branchId }) => ({ branchId }),
  'wall.pledge': ({ pledgeId }) => ({ pledgeId }),
  'wall.poster': ({ departmentId }) => ({ departmentId, format: 'docx' }),
  'wall.qrPlate': ({ departmentId }) => ({ departmentId, format: 'docx' }),
  'visit.branch': ({ branchId }) => ({ branchId }),
  'posting.list': ({ branchId }) => ({ branchId }),
}

/** Of the branch alone, where the whole house is another list. */
const ofBranch = new Set<CallName>([
  'progress.board',
  'progress.list',
  'progress.trend',
  'progress.sheet',
  'document.postAreaSummary',
])

/** Each way a read is asked: with its records, and where it can be asked for a branch also so. */
export const waysOf = (call: CallName, ground: Ground): { way: string; input: object }[] => {
  const input = inputs[call]?.(ground) ?? {}
  const branch = { way: `${call} (branch)`, input: { ...input, branchId: ground.branchId } }
  return ofBranch.has(call) ? [{ way: call, input }, branch] : [{ way: call, input }]
}

import type { evaluationContract } from '../../../../server/contract/evaluation'
import { otherBranch, plainMember, type Rows, reason, secretary } from './row'

const meeting = { heldDay: '2026-09-07', dueCount: 3, presentCount: 3, minutesNumber: '会议记录1号' }

export const evaluationRows: Rows<typeof evaluationContract> = {
  'evaluation.open': {
    by: 'office',
    refused: secretary,
    input: () => ({
      half: '2026H2',
      title: '下半年三评',
      basisNumber: '〔2026〕3号',
    }),
  },
  'evaluation.rounds': { by: 'office', refused: 'member' },
  'round.read': { by: 'financeSecretary', refused: otherBranch, input: ({ roundId }) => ({ roundId }) },
  'round.freeze': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ roundId, personOf }) => ({
      roundId,
      scrutineerIds: [personOf('scrutineer'), personOf('member')],
      revision: 1,
    }),
    stopsAt: 'workflow.wrongState',
  },
  'round.setLock': {
    by: 'scrutineer',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, publicKey: `${'A'.repeat(87)}=` }),
    stopsAt: 'workflow.wrongState',
  },
  'round.openVoting': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ roundId }) => ({ roundId, votingToDay: '2026-09-20', revision: 1 }),
    stopsAt: 'workflow.wrongState',
  },
  'round.renameScrutineers': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ roundId, personOf }) => ({ roundId, scrutineerIds: [personOf('member')], revision: 1 }),
  },
  'round.close': {
    by: 'scrutineer',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, revision: 1 }),
    stopsAt: 'round.votingGoesOn',
  },
  'round.door': {
    by: 'scrutineer',
    refused: secretary,
    input: ({ roundId }) => ({ roundId }),
    stopsAt: 'round.noBox',
  },
  'round.strip': {
    by: 'scrutineer',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, revision: 1, sealedCode: 'AAAA', listHash: '0'.repeat(64) }),
    stopsAt: 'workflow.wrongState',
  },
  'round.confirmBox': {
    by: 'scrutineer',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, revision: 1, reason }),
    stopsAt: 'workflow.wrongState',
  },
  'round.tally': {
    by: 'scrutineer',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, revision: 1 }),
    stopsAt: 'workflow.wrongState',
  },
  'round.tearSlip': {
    by: 'scrutineer',
    refused: secretary,
    input: ({ roundId }) => ({ roundId }),
    stopsAt: 'round.notCoded',
  },
  'round.reportSlip': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ roundId }) => ({ roundId, lock: 1 as const, lost: true, reason }),
    stopsAt: 'round.notCoded',
  },
  'round.safeCopy': {
    by: 'hqCommittee',
    refused: secretary,
    input: ({ roundId }) => ({ roundId }),
    stopsAt: 'round.noPrintTurn',
  },
  'round.openBySafe': {
    by: 'hqCommittee',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, revision: 1, sealedCode: 'AAAA', listHash: '0'.repeat(64) }),
    stopsAt: 'round.noPrintTurn',
  },
  'round.takeIn': {
    by: 'scrutineer',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, revision: 1, checksum: '0000 0000 0000 0000' }),
    stopsAt: 'round.bundleMissing',
  },
  'round.verify': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ roundId }) => ({ roundId }),
    stopsAt: 'round.bundleMissing',
  },
  'round.bundle': {
    by: 'office',
    refused: secretary,
    input: ({ roundId }) => ({ roundId }),
    stopsAt: 'round.bundleMissing',
  },
  'round.askVoid': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ roundId }) => ({ roundId, revision: 1, cause: 'CODES_LOST' as const, reason }),
    stopsAt: 'record.changed',
  },
  'round.decideVoid': {
    by: 'office',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, revision: 1, agree: false, reason }),
    stopsAt: 'round.voidNotAsked',
  },
  'round.confirm': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ roundId, subjectId }) => ({
      roundId,
      meeting,
      decisions: [{ subjectId, grade: 'GOOD' }],
      revision: 1,
    }),
    stopsAt: 'workflow.wrongState',
  },
  'round.table1': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ roundId }) => ({ roundId }),
    stopsAt: 'grade.unconfirmed',
  },
  'round.report': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ roundId }) => ({ roundId, revision: 1 }),
    stopsAt: 'workflow.wrongState',
  },
  'round.acceptReport': {
    by: 'office',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, revision: 1 }),
    stopsAt: 'workflow.wrongState',
  },
  'round.returnReport': {
    by: 'office',
    refused: secretary,
    input: ({ roundId }) => ({ roundId, reason, revision: 1 }),
    stopsAt: 'workflow.wrongState',
  },
  'ballot.sheet': {
    by: 'masses',
    refused: { by: plainMember, code: 'ballot.notOnRoll' },
    input: ({ roundId }) => ({ roundId }),
    silent: true,
  },
  'ballot.cast': {
    by: 'masses',
    refused: { by: plainMember, code: 'ballot.notOnRoll' },
    input: ({ roundId, subjectId }) => ({ roundId, ballots: [{ subjectId, raterGroup: 'MASSES', answers: 'AAAAA' }] }),
    silent: true,
  },
  'ballot.receipts': {
    by: 'masses',
    refused: { by: plainMember, code: 'ballot.notOnRoll' },
    input: ({ roundId }) => ({ roundId }),
    silent: true,
  },
}

import { by, member, nothing, otherBranch, type RefusedCalls, reason, secretary } from './refusedCall'

const meeting = { heldDay: '2026-09-07', dueCount: 3, presentCount: 3, minutesNumber: '会议记录1号' }

export const threeEvaluationsCalls: RefusedCalls<'evaluation' | 'round' | 'ballot'> = {
  'evaluation.open': by(secretary, () => ({
    half: '2026H2',
    title: '下半年三评',
    basisNumber: '〔2026〕3号',
  })),
  'evaluation.rounds': by('member', nothing),
  'round.read': by(otherBranch, ({ roundId }) => ({ roundId })),
  'round.freeze': by(otherBranch, ({ roundId, personOf }) => ({
    roundId,
    scrutineerIds: [personOf('scrutineer'), personOf('member')],
    revision: 1,
  })),
  'round.openVoting': by(otherBranch, ({ roundId }) => ({ roundId, votingToDay: '2026-09-20', revision: 1 })),
  'round.close': by(secretary, ({ roundId }) => ({ roundId, revision: 1 })),
  'round.tally': by(secretary, ({ roundId }) => ({ roundId, revision: 1 })),
  'round.confirm': by(otherBranch, ({ roundId, subjectId }) => ({
    roundId,
    meeting,
    decisions: [{ subjectId, grade: 'GOOD' }],
    revision: 1,
  })),
  'round.table1': by(otherBranch, ({ roundId }) => ({ roundId })),
  'round.report': by(otherBranch, ({ roundId }) => ({ roundId, revision: 1 })),
  'round.acceptReport': by(secretary, ({ roundId }) => ({ roundId, revision: 1 })),
  'round.returnReport': by(secretary, ({ roundId }) => ({ roundId, reason, revision: 1 })),
  'ballot.sheet': by(member, ({ roundId }) => ({ roundId }), { code: 'ballot.notOnRoll' }),
  'ballot.cast': by(
    member,
    ({ roundId, subjectId }) => ({ roundId, ballots: [{ subjectId, raterGroup: 'MASSES', answers: 'AAAAA' }] }),
    { code: 'ballot.notOnRoll' },
  ),
}

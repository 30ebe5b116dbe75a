import type { RoundAssignment } from '../../../../entities'
import { sealBallot } from '../../../../miniapp/sealing/seal'
import type { RaterGroup } from '../../../../server/domain/scoring/terms'
import { type CodedRound, codedRound } from '../codedRound'
import type { Stage } from '../evaluationStage'

/** What one voter sends: all his ballots at once, sealed by his phone. */
export interface Sheet {
  voterId: string
  revision: number
  ballots: { subjectId: string; raterGroup: RaterGroup; revision: number; envelope: string }[]
  /** What he wants to be counted, by right. */
  answers: Map<string, string>
}

/** A round in its vote, with both codes set, small enough to be held again and again. */
export interface MarkedRound extends CodedRound {
  voters: string[]
}

export const rightKey = ({
  voterId,
  subjectId,
  raterGroup,
}: Pick<RoundAssignment, 'voterId' | 'subjectId' | 'raterGroup'>) => `${voterId} ${subjectId} ${raterGroup}`

const letters = [...'ABCD']
let given = 0
/** The next of 1,024 patterns: in one round no two ballots have the same. */
function nextAnswers(): string {
  given += 1
  return Array.from({ length: 5 }, (_none, at) => letters[Math.floor(given / 4 ** at) % 4]).join('')
}

const voterCount = 8
const lastDay = '2999-12-31'

/** Three members, each rated by eight colleagues and eight 群众: 48 ballots. */
export async function beginRound(stage: Stage, before?: (roundId: string) => Promise<void>): Promise<MarkedRound> {
  const member = { kind: 'MEMBER' as const, issued: { PEER: voterCount, MASSES: voterCount } }
  // Every child process has its own clock, and closes at night what is over.
  const round = await codedRound(stage, [member, member, member], lastDay, before)
  return { ...round, voters: [...new Set(round.rights.map(({ voterId }) => voterId))] }
}

/** Another ballot of this right, sealed by a phone. */
export async function sealOne({ id, locks }: MarkedRound, right: RoundAssignment, revision: number) {
  const { voterId, subjectId, raterGroup } = right
  const text = nextAnswers()
  const place = { roundId: id, voterId, subjectId, raterGroup, revision }
  const envelope = (await sealBallot(locks, place, 'GRADE', text)) ?? ''
  return { text, ballot: { subjectId, raterGroup, revision, envelope } }
}

export async function sealSheet(round: MarkedRound, voterId: string, revision: number): Promise<Sheet> {
  const own = round.rights.filter((right) => right.voterId === voterId)
  const sealed = await Promise.all(own.map(async (right) => ({ right, ...(await sealOne(round, right, revision)) })))
  const answers = new Map(sealed.map(({ right, text }) => [rightKey(right), text]))
  return { voterId, revision, ballots: sealed.map(({ ballot }) => ballot), answers }
}

import { EvaluationRound, RoundAssignment, type RoundLocks } from '../../../../entities'
import { sealBallot } from '../../../../miniapp/sealing/seal'
import { defaultTemplate } from '../../../../server/domain/evaluation/defaultTemplate'
import type { RaterGroup } from '../../../../server/domain/scoring/terms'
import { openLocks, rollHashOf } from '../../../../server/features/evaluation/roundLocks'
import type { Stage } from '../evaluationStage'
import { goldenRound } from '../goldenRound'

/** What one voter sends: all his ballots at once, sealed by his phone. */
export interface Sheet {
  voterId: string
  revision: number
  ballots: { subjectId: string; raterGroup: RaterGroup; revision: number; envelope: string }[]
  /** What he wants to be counted, by right. */
  answers: Map<string, string>
}

/** A round in its vote, with both codes set, small enough to be held again and again. */
export interface MarkedRound {
  id: string
  locks: RoundLocks
  rights: RoundAssignment[]
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
export async function beginRound(stage: Stage): Promise<MarkedRound> {
  const { manager } = stage.house.source
  const issued = { PEER: voterCount, MASSES: voterCount }
  const id = await goldenRound(
    stage,
    Array.from({ length: 3 }, () => ({ kind: 'MEMBER' as const, issued, ballots: {} })),
    defaultTemplate,
    // Every child process has its own clock, and closes at night what is over.
    lastDay,
  )
  const rights = await manager.findBy(RoundAssignment, { roundId: id })
  const locks = openLocks(stage.keys, id, rollHashOf(rights))
  await manager.update(EvaluationRound, { id }, { state: 'ROSTER_FROZEN', locks: locks as never })
  await stage.setCodes(id)
  await manager.update(EvaluationRound, { id }, { state: 'VOTING' })
  const standing = (await stage.round(id)).locks as RoundLocks
  return { id, locks: standing, rights, voters: [...new Set(rights.map(({ voterId }) => voterId))] }
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

import { EvaluationRound, RoundAssignment, type RoundLocks } from '../../../entities'
import { defaultTemplate } from '../../../server/domain/evaluation/defaultTemplate'
import { openLocks, rollHashOf } from '../../../server/features/evaluation/roundLocks'
import type { Stage } from './evaluationStage'
import { type GoldenSubject, goldenRound } from './goldenRound'

export interface CodedRound {
  id: string
  locks: RoundLocks
  rights: RoundAssignment[]
}

/** A round in its vote over exactly these rights, nothing cast yet, the codes of both 监票人 set by their own call. */
export async function codedRound(
  stage: Stage,
  subjects: readonly Omit<GoldenSubject, 'ballots'>[],
  votingToDay?: string,
  /** Puts more on the list before it is fixed. */
  more: (roundId: string) => Promise<void> = async () => {},
): Promise<CodedRound> {
  const { manager } = stage.house.source
  const without = subjects.map((subject) => ({ ...subject, ballots: {} }))
  const id = await goldenRound(stage, without, defaultTemplate, votingToDay)
  await more(id)
  const rights = await manager.findBy(RoundAssignment, { roundId: id })
  const locks = openLocks(stage.keys, id, rollHashOf(rights))
  await manager.update(EvaluationRound, { id }, { state: 'ROSTER_FROZEN', locks: locks as never })
  await stage.setCodes(id)
  await manager.update(EvaluationRound, { id }, { state: 'VOTING' })
  return { id, locks: (await stage.round(id)).locks as RoundLocks, rights }
}

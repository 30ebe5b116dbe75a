import { type EvaluationRound, RoundAssignment, RoundSubject } from '../../../entities'
import type { Work } from '../../database/work'
import { ballotMinutes, type Right } from '../../domain/evaluation/ballotMinutes'
import { templateFor } from './templates'

/** Somebody who has not voted yet, and how long it will take. */
export interface VoterToAsk {
  roundId: string
  personId: string
  /** 0 where only sheets of meetings are to be entered. */
  minutes: number
}

/** Who stands on the roll of these rounds and has something left to rate. */
export async function votersToAsk(
  work: Work,
  rounds: readonly Pick<EvaluationRound, 'id' | 'evaluationCampaignId'>[],
): Promise<VoterToAsk[]> {
  if (!rounds.length) return []
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .innerJoin(RoundSubject, 'subject', 'subject.id = roll.subjectId')
    .select('roll.roundId', 'roundId')
    .addSelect('roll.voterId', 'personId')
    .addSelect('roll.raterGroup', 'raterGroup')
    .addSelect('subject.kind', 'kind')
    .where("roll.roundId in (:...ids) and roll.status = 'ISSUED'", { ids: rounds.map(({ id }) => id) })
    .getRawMany<Right & { roundId: string; personId: string }>()
  const voters = new Map<string, typeof rows>()
  for (const row of rows) {
    const key = `${row.roundId} ${row.personId}`
    voters.set(key, [...(voters.get(key) ?? []), row])
  }
  const templates = new Map(
    await Promise.all(
      rounds.map(async (round) => [round.id, await templateFor(work, round.evaluationCampaignId)] as const),
    ),
  )
  return [...voters.values()].flatMap((rights) => {
    const [first] = rights
    const template = first && templates.get(first.roundId)
    if (!template) return []
    const { roundId, personId } = first
    return [{ roundId, personId, minutes: ballotMinutes(rights, (kind) => template.subjects[kind].items.length) }]
  })
}

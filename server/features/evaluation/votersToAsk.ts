import { type EvaluationRound, RoundAssignment, RoundSubject } from '../../../entities'
import type { Work } from '../../database/work'
import { ballotMinutes, type Right } from '../../domain/evaluation/ballotMinutes'
import { listsBy } from '../../domain/listsBy'
import { templateFor } from './templates'

/** Somebody who has not voted yet, and how long it will take. */
export interface VoterToAsk {
  roundId: string
  personId: string
  /** 0 where only sheets of meetings are to be entered. */
  minutes: number
}

/** Rounds whose rolls are read in one statement: some ten thousand lines. */
const roundsAPart = 25

type Line = Right & { roundId: string; personId: string }

const openLines = (work: Work, ids: readonly string[]): Promise<Line[]> =>
  work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .innerJoin(RoundSubject, 'subject', 'subject.id = roll.subjectId')
    .select('roll.roundId', 'roundId')
    .addSelect('roll.voterId', 'personId')
    .addSelect('roll.raterGroup', 'raterGroup')
    .addSelect('subject.kind', 'kind')
    .where("roll.roundId in (:...ids) and roll.status = 'ISSUED'", { ids })
    .getRawMany<Line>()

/** Who stands on the roll of these rounds and has something left to rate. */
export async function votersToAsk(
  work: Work,
  rounds: readonly Pick<EvaluationRound, 'id' | 'evaluationCampaignId'>[],
): Promise<VoterToAsk[]> {
  const templates = new Map<string, Awaited<ReturnType<typeof templateFor>>>()
  for (const campaignId of new Set(rounds.map(({ evaluationCampaignId }) => evaluationCampaignId)))
    templates.set(campaignId, await templateFor(work, campaignId))
  const campaignOf = new Map(rounds.map(({ id, evaluationCampaignId }) => [id, evaluationCampaignId]))
  const voters: VoterToAsk[] = []
  for (let start = 0; start < rounds.length; start += roundsAPart) {
    const part = rounds.slice(start, start + roundsAPart).map(({ id }) => id)
    const lines = listsBy(await openLines(work, part), ({ roundId, personId }) => `${roundId} ${personId}`)
    for (const rights of lines.values()) {
      const [first] = rights
      const template = first && templates.get(campaignOf.get(first.roundId) ?? '')
      if (!template) continue
      const minutes = ballotMinutes(rights, (kind) => template.subjects[kind].items.length)
      voters.push({ roundId: first.roundId, personId: first.personId, minutes })
    }
  }
  return voters
}

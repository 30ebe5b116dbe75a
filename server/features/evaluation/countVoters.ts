import { RoundAssignment } from '../../../entities'
import type { Work } from '../../database/work'
import { collectiveGroups } from '../../domain/scoring/collective'

/** Persons on the roll; meetings' sheets are not counted as people. */
export interface VoterCount {
  voters: number
  voted: number
}

export async function countVoters(work: Work, roundIds: string[]): Promise<Map<string, VoterCount>> {
  if (!roundIds.length) return new Map()
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .select('roll.roundId', 'roundId')
    .addSelect('count(distinct roll.voterId)', 'voters')
    .addSelect("count(distinct case when roll.status <> 'VOTED' then roll.voterId end)", 'open')
    .where("roll.roundId in (:...roundIds) and roll.status <> 'STRUCK' and roll.raterGroup not in (:...collective)", {
      roundIds,
      collective: [...collectiveGroups],
    })
    .groupBy('roll.roundId')
    .getRawMany<{ roundId: string; voters: number | string; open: number | string }>()
  return new Map(
    rows.map(({ roundId, voters, open }) => [
      roundId,
      { voters: Number(voters), voted: Number(voters) - Number(open) },
    ]),
  )
}

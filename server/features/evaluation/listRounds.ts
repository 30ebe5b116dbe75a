import { EvaluationCampaign, EvaluationRound, PartyOrganisation, RoundAssignment } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { type CalendarDay, halfOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { reportingDue } from '../../domain/calendar/workdays'
import { holds } from '../../policy/actor'
import { collectiveGroups } from './collectiveSheets'
import { type KnownRound, stateOf } from './roundRecords'
import { stateNames } from './words'

type RoundSummary = Output<'evaluation.rounds'>['rounds'][number]

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

const dayOrNull = (day: string | null): CalendarDay | null => (day === null ? null : toCalendarDay(day))

export function presentRound(
  { round, campaign, branchName }: KnownRound,
  count: VoterCount | undefined,
  today: string,
): RoundSummary {
  const completedDay = dayOrNull(round.completedDay)
  return {
    roundId: round.id,
    half: campaign.half,
    branchId: round.branchId,
    branchName,
    state: stateOf(round),
    stateName: stateNames[stateOf(round)],
    dueDay: toCalendarDay(campaign.dueDay),
    votingToDay: dayOrNull(round.votingToDay),
    voters: count?.voters ?? 0,
    voted: count?.voted ?? 0,
    completedDay,
    reportDueDay: completedDay && reportingDue(completedDay),
    // R55: late is stamped, never refused.
    late: (completedDay ?? today) > campaign.dueDay,
    revision: round.revision,
  }
}

/** Where every branch stands: all of them for 党办 and 机关党委, the own ones for a branch's committee. */
export async function listRounds(work: Work): Promise<Output<'evaluation.rounds'>> {
  work.must('readRounds')
  const campaigns = await work.manager.find(EvaluationCampaign, { order: { half: 'DESC' } })
  const rounds = await work.manager.find(EvaluationRound)
  const names = new Map((await work.manager.find(PartyOrganisation)).map((branch) => [branch.id, branch.name]))
  const all = holds(work.who, ['HQ_OFFICE', 'HQ_COMMITTEE'])
  const mine = (round: EvaluationRound) =>
    all || holds(work.who, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'], round.branchId)
  const shown = campaigns.flatMap((campaign) =>
    rounds
      .filter((round) => round.evaluationCampaignId === campaign.id && mine(round))
      .map((round) => ({ round, campaign, branchName: names.get(round.branchId) ?? '' }))
      .sort((left, right) => left.branchName.localeCompare(right.branchName, 'zh-CN')),
  )
  const counts = await countVoters(
    work,
    shown.map(({ round }) => round.id),
  )
  const half = halfOf(work.today)
  return {
    mayOpen: work.may('openEvaluation'),
    nextHalf: campaigns.some((campaign) => campaign.half === half) ? null : half,
    rounds: shown.map((known) => presentRound(known, counts.get(known.round.id), work.today)),
  }
}

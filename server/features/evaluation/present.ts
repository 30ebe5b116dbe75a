import type { EvaluationCampaign, EvaluationRound } from '../../../entities'
import type { Output } from '../../contract'
import { type CalendarDay, toCalendarDay } from '../../domain/calendar/calendarDay'
import { reportingDue } from '../../domain/calendar/workdays'
import type { VoterCount } from './countVoters'
import { stateName, stateOf } from './records'

type RoundSummary = Output<'evaluation.rounds'>['rounds'][number]

/** As much of a round as a list shows. */
export interface ListedRound {
  record: Pick<EvaluationRound, 'id' | 'branchId' | 'state' | 'votingToDay' | 'completedDay' | 'revision'>
  campaign: Pick<EvaluationCampaign, 'half' | 'dueDay'>
  branchName: string
}

const dayOrNull = (day: string | null): CalendarDay | null => (day === null ? null : toCalendarDay(day))

export function presentRound(
  { record: round, campaign, branchName }: ListedRound,
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
    stateName: stateName(round),
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

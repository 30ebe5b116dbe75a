import { EvaluationCampaign, EvaluationRound, PartyOrganisation } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { halfOf } from '../../domain/calendar/calendarDay'
import { holds } from '../../policy/actor'
import { inBranchOrder } from '../organisation'
import { countVoters } from './countVoters'
import { presentRound } from './present'

/** Where every branch stands: all of them for 党办 and 机关党委, the own ones for a branch's committee. */
export async function listRounds(work: Work): Promise<Output<'evaluation.rounds'>> {
  work.must('readRounds')
  const campaigns = await work.manager.find(EvaluationCampaign, { order: { half: 'DESC' } })
  const rounds = await work.manager.find(EvaluationRound)
  const ordered = await inBranchOrder(work.manager.createQueryBuilder(PartyOrganisation, 'branch')).getMany()
  const all = holds(work.who, ['HQ_OFFICE', 'HQ_COMMITTEE'])
  const mine = (round: EvaluationRound) =>
    all || holds(work.who, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'], round.branchId)
  const shown = campaigns.flatMap((campaign) =>
    ordered.flatMap(({ id, name: branchName }) =>
      rounds
        .filter((round) => round.branchId === id && round.evaluationCampaignId === campaign.id && mine(round))
        .map((record) => ({ record, campaign, branchName })),
    ),
  )
  const counts = await countVoters(
    work,
    shown.map(({ record }) => record.id),
  )
  const half = halfOf(work.today)
  return {
    mayOpen: work.may('openEvaluation'),
    nextHalf: campaigns.some((campaign) => campaign.half === half) ? null : half,
    rounds: shown.map((known) => presentRound(known, counts.get(known.record.id), work.today)),
  }
}

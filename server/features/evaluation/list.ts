import { Brackets } from 'typeorm'
import { EvaluationCampaign, EvaluationRound, PartyOrganisation } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { halfOf } from '../../domain/calendar/calendarDay'
import { finishedStates } from '../../domain/workflows/evaluationRound'
import { holds, scopesOf } from '../../policy/actor'
import { inBranchOrder, nameThen } from '../organisation'
import { countVoters } from './countVoters'
import { type ListedRound, presentRound } from './present'

interface Row extends Omit<ListedRound['record'], 'revision'> {
  revision: number | string
  half: string
  dueDay: string
  branchName: string
}

/** Those of one half-year; without one the newest, and what an earlier one has left undone. Nothing of their tally. */
function roundRows(work: Work, newest: string, asked: string | undefined, branchIds: string[] | null): Promise<Row[]> {
  const query = work.manager
    .createQueryBuilder(EvaluationRound, 'round')
    .innerJoin(EvaluationCampaign, 'campaign', 'campaign.id = round.evaluationCampaignId')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = round.branchId')
    .select('campaign.half', 'half')
    .addSelect('campaign.dueDay', 'dueDay')
    .addSelect(nameThen('branch', 'round.completedDay'), 'branchName')
  for (const column of ['id', 'branchId', 'state', 'votingToDay', 'completedDay', 'revision'])
    query.addSelect(`round.${column}`, column)
  query.where(
    new Brackets((any) => {
      any.where('campaign.half = :half', { half: asked ?? newest })
      if (!asked) any.orWhere('round.state not in (:...finishedStates)', { finishedStates })
    }),
  )
  // Another one of the same half-year stands in its place.
  query.andWhere("round.state <> 'VOIDED'")
  if (branchIds) query.andWhere('round.branchId in (:...branchIds)', { branchIds })
  return inBranchOrder(query.orderBy('campaign.half', 'DESC')).getRawMany<Row>()
}

const asListed = ({ half, dueDay, branchName, ...record }: Row): ListedRound => ({
  record: { ...record, revision: Number(record.revision) },
  campaign: { half, dueDay },
  branchName,
})

/** Where every branch stands in a half-year: all of them for 党办 and 机关党委, the own ones for a branch's committee. */
export async function listRounds(
  work: Work,
  { half: asked }: Checked<'evaluation.rounds'>,
): Promise<Output<'evaluation.rounds'>> {
  work.must('readRounds')
  const campaigns = await work.manager.find(EvaluationCampaign, {
    select: { id: true, half: true },
    order: { half: 'DESC' },
  })
  const halves = campaigns.map(({ half }) => half)
  const all = holds(work.who, ['HQ_OFFICE', 'HQ_COMMITTEE', 'HQ_DISCIPLINE'])
  const branchIds = all ? null : scopesOf(work.who, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'])
  const [newest] = halves
  const shown = newest && branchIds?.length !== 0 ? (await roundRows(work, newest, asked, branchIds)).map(asListed) : []
  const counts = await countVoters(
    work,
    shown.map(({ record }) => record.id),
  )
  const half = halfOf(work.today)
  return {
    mayOpen: work.may('openEvaluation'),
    nextHalf: halves.includes(half) ? null : half,
    halves,
    rounds: shown.map((known) => presentRound(known, counts.get(known.record.id), work.today)),
  }
}

import { In, type SelectQueryBuilder } from 'typeorm'
import { EvaluationCampaign, EvaluationRound, PartyOrganisation, RoundSubject } from '../../../entities'
import type { Work } from '../../database/work'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import { evaluationRound, type RoundState } from '../../domain/workflows/evaluationRound'
import { recordNotFound } from '../../refusals'
import { type BranchWithNames, branchNameThen, withBranchNames } from '../organisation'
import type { Known } from '../workflow'
import type { OpenSheet } from './collectiveSheets'

/** A meeting's sheet that is not entered yet. */
export interface MissingSheet extends OpenSheet {
  subjectPersonId: string | null
  /** The one asked at the freeze still holds the office; else whoever holds it now enters it. */
  able: boolean
}

/**
 * A round with the campaign it belongs to and the name of its branch, once it is completed that of then; the rest is loaded where it is asked whose turn it is
 * (roundFacts.ts).
 */
export interface KnownRound extends Known<EvaluationRound> {
  campaign: EvaluationCampaign
  branchName: string
  /** 监票人 who have left. */
  goneIds?: ReadonlySet<string>
  /** 监票人 whom it waits for: all of them where it does not say. */
  waitsFor?: readonly string[] | undefined
  /** None of those it waits for is left. */
  unwatched?: boolean
  /** Then there is a 书记 who names others: 党办 is not asked. */
  led?: boolean
  /** 监票人 just named in the place of others. */
  namedIds?: readonly string[]
  /** Once the last day of the vote is over. */
  sheets?: readonly MissingSheet[]
  reviewing?: boolean
  /** Of all grades only the 书记's own is missing; `alone`: nobody else sits in the committee. */
  ownGrade?: { alone: boolean } | undefined
}

const withBranch = (work: Work): SelectQueryBuilder<EvaluationRound> =>
  withBranchNames(
    work.manager
      .createQueryBuilder(EvaluationRound, 'round')
      .innerJoinAndMapOne('round.branch', PartyOrganisation, 'branch', 'branch.id = round.branchId'),
  )

type Joined = EvaluationRound & { branch: BranchWithNames }

/** Rounds in these states with what belongs to them, in two statements: the campaign, and its template, once for all of them. */
export async function roundsIn(
  work: Work,
  states: readonly string[],
  narrow: (query: SelectQueryBuilder<EvaluationRound>) => unknown = () => undefined,
): Promise<KnownRound[]> {
  const query = withBranch(work).where('round.state in (:...states)', { states }).orderBy('round.id')
  narrow(query)
  const rows = (await query.getMany()) as Joined[]
  if (!rows.length) return []
  const ids = [...new Set(rows.map(({ evaluationCampaignId }) => evaluationCampaignId))]
  const campaigns = await work.manager.findBy(EvaluationCampaign, { id: In(ids) })
  const byId = new Map(campaigns.map((campaign) => [campaign.id, campaign]))
  return rows.flatMap(({ branch, ...record }) => {
    const campaign = byId.get(record.evaluationCampaignId)
    return campaign ? [{ record, campaign, branchName: branchNameThen(branch, record.completedDay) }] : []
  })
}

/** One round with what belongs to it, in one statement. */
export async function findRound(work: Work, roundId: string): Promise<KnownRound | null> {
  const row = await withBranch(work)
    .innerJoinAndMapOne('round.campaign', EvaluationCampaign, 'campaign', 'campaign.id = round.evaluationCampaignId')
    .where('round.id = :roundId', { roundId })
    .getOne()
  if (!row) return null
  const { campaign, branch, ...record } = row as Joined & { campaign: EvaluationCampaign }
  return { record, campaign, branchName: branchNameThen(branch, record.completedDay) }
}

export async function requireRound(work: Work, roundId: string): Promise<KnownRound> {
  const known = await findRound(work, roundId)
  if (!known) throw recordNotFound({ what: evaluationRound.what })
  return known
}

export const stateOf = (round: Pick<EvaluationRound, 'state'>): RoundState => round.state as RoundState

export const stateName = (round: Pick<EvaluationRound, 'state'>): string => evaluationRound.states[stateOf(round)]

/** The template is data locked with the campaign (D13). */
export const templateOf = (campaign: EvaluationCampaign): EvaluationTemplate => campaign.template as EvaluationTemplate

export const subjectsOf = (work: Work, roundId: string): Promise<RoundSubject[]> =>
  work.manager.find(RoundSubject, { where: { roundId }, order: { position: 'ASC' } })

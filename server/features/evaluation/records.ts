import { EvaluationCampaign, EvaluationRound, PartyOrganisation, RoundSubject } from '../../../entities'
import type { Work } from '../../database/work'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import { nameList } from '../../domain/wording/nameList'
import { doerNames } from '../../domain/workflows/doers'
import { evaluationRoundSteps } from '../../domain/workflows/evaluationRound'
import { type EventOf, nextState, type StateOf } from '../../domain/workflows/steps'
import type { Actor } from '../../policy/actor'
import { stepRoles } from '../../policy/stepRoles'
import { recordNotFound, workflowWrongRole, workflowWrongState } from '../../refusals'
import { eventNames, stateNames } from './words'

export type RoundState = StateOf<typeof evaluationRoundSteps>
export type RoundEvent = EventOf<typeof evaluationRoundSteps>

/** A round with the campaign it belongs to and the name of its branch. */
export interface KnownRound {
  round: EvaluationRound
  campaign: EvaluationCampaign
  branchName: string
}

export async function requireRound(work: Work, roundId: string): Promise<KnownRound> {
  const round = await work.manager.findOneBy(EvaluationRound, { id: roundId })
  const campaign = round && (await work.manager.findOneBy(EvaluationCampaign, { id: round.evaluationCampaignId }))
  if (!campaign) throw recordNotFound({ what: '评价' })
  const branch = await work.manager.findOneBy(PartyOrganisation, { id: round.branchId })
  return { round, campaign, branchName: branch?.name ?? '' }
}

export const stateOf = (round: EvaluationRound): RoundState => round.state as RoundState

/** The template is data locked with the campaign (D13). */
export const templateOf = (campaign: EvaluationCampaign): EvaluationTemplate => campaign.template as EvaluationTemplate

export const subjectsOf = (work: Work, roundId: string): Promise<RoundSubject[]> =>
  work.manager.find(RoundSubject, { where: { roundId }, order: { position: 'ASC' } })

/** The state after these events in a row, or the refusal that names state, event and who may (rules §3.9). */
export function step(round: EvaluationRound, events: readonly RoundEvent[], actor: Actor | null): RoundState {
  const roles = stepRoles(actor, round)
  return events.reduce<RoundState>((state, event) => {
    const next = nextState(evaluationRoundSteps, state, event, roles)
    const eventName = eventNames[event] ?? event
    if (next === 'wrongState') {
      throw workflowWrongState({ state: stateNames[stateOf(round)], event: eventName })
    }
    if (next === 'wrongRole')
      throw workflowWrongRole({ event: eventName, roles: nameList(doerNames(evaluationRoundSteps, event)) })
    return next
  }, stateOf(round))
}

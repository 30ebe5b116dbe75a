import { Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { pledgeSteps } from '../../domain/workflows/pledge'
import { nextState, type StateOf, type StepRole } from '../../domain/workflows/steps'
import { refuse } from '../../refusals'
import { eventNames, stateNames } from './words'

export type PledgeState = StateOf<typeof pledgeSteps>
type PledgeEvent = (typeof pledgeSteps)[number]['event']

export async function requirePledge(work: Work, pledgeId: string): Promise<Pledge> {
  const pledge = await work.manager.findOneBy(Pledge, { id: pledgeId })
  if (!pledge) throw refuse('record.notFound', { what: '承诺书' })
  return pledge
}

export const stateOf = (pledge: Pledge | null | undefined): PledgeState =>
  (pledge?.state ?? 'NOT_STARTED') as PledgeState

/** The state after these events in a row, or the refusal that names the state and the event (domain §3.2). */
export function step(now: PledgeState, events: PledgeEvent[], roles: StepRole[]): PledgeState {
  let state = now
  for (const event of events) {
    const next = nextState(pledgeSteps, state, event, roles)
    if (next === 'wrongState')
      throw refuse('workflow.wrongState', { state: stateNames[now], event: eventNames[event] ?? event })
    if (next === 'wrongRole')
      throw refuse('workflow.wrongRole', { event: eventNames[event] ?? event, roles: '有权限的同志' })
    state = next
  }
  return state
}

/** Whether the member can still change the sheet: nobody has begun to work with it. */
export const mayEdit = (state: PledgeState): boolean =>
  ['NOT_STARTED', 'DRAFT', 'SUBMITTED', 'RETURNED'].includes(state)

/** Counted as handed in by the member. */
export const isHandedIn = (state: PledgeState): boolean => !['NOT_STARTED', 'DRAFT', 'RETURNED'].includes(state)

/** On the wall while the member agrees. */
export const wallStates: PledgeState[] = ['PUBLISHED', 'FULFILLING', 'ASSESSED', 'AMENDED']

/** Lying with the branch, ready to be handed to 党办. */
export const readyStates: PledgeState[] = ['SUBMITTED', 'BRANCH_CHECK', 'BRANCH_OK']

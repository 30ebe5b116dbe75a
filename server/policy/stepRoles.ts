import type { StepRole } from '../domain/workflows/steps'
import { type Actor, holds } from './actor'

export interface SupervisedRecord {
  branchId: string
  scrutineerIds: readonly string[]
}

/** In what capacity the actor can take a step of an evaluation round; without an actor a job does it. */
export function stepRoles(actor: Actor | null, { branchId, scrutineerIds }: SupervisedRecord): StepRole[] {
  if (!actor) return ['system']
  const capacities: [boolean, StepRole][] = [
    [holds(actor, ['BRANCH_SECRETARY'], branchId), 'branchSecretary'],
    [holds(actor, ['BRANCH_COMMITTEE'], branchId), 'branchCommittee'],
    [scrutineerIds.includes(actor.personId), 'scrutineer'],
    [holds(actor, ['HQ_OFFICE']), 'hqOffice'],
    [holds(actor, ['HQ_COMMITTEE']), 'hqCommittee'],
  ]
  return capacities.filter(([applies]) => applies).map(([, role]) => role)
}

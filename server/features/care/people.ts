import { reachedStates } from '../../domain/workflows/emergencyCare'
import type { StepRole } from '../../domain/workflows/steps'
import { type Actor, holds } from '../../policy/actor'
import { type Held, heldBy } from '../workflow'
import type { KnownCare } from './records'

/** Nobody sees to himself: the 书记 may be somebody's contact. */
export const secretariesOf = ({ record }: KnownCare, held: Held): string[] =>
  heldBy(held, 'BRANCH_SECRETARY', record.branchId).filter((personId) => personId !== record.contactId)

/** In what capacities the actor stands to it; whoever raised it, only while it is not over. */
export function rolesOf(actor: Actor | null, { record, helperIds }: KnownCare): StepRole[] {
  if (!actor) return ['system']
  const { personId } = actor
  if (personId === record.contactId) return []
  const roles: StepRole[] = []
  if (helperIds.includes(personId)) roles.push('careMember')
  if (holds(actor, ['BRANCH_SECRETARY'], record.branchId)) roles.push('branchSecretary')
  if (record.raisedById === personId && record.openFor !== null) roles.push('careRaiser')
  return roles
}

const isReached = (state: string): boolean => reachedStates.some((one) => one === state)

/** Who owes it of those who look after the person; the entry of the visit whoever of them met him. */
const membersOf = ({ record, helperIds }: KnownCare): readonly string[] => {
  const met = isReached(record.state) && record.reachedById !== null && helperIds.includes(record.reachedById)
  return met ? [record.reachedById ?? ''] : helperIds
}

/** The 书记 owes it with the others once he has been told, or met the person himself; where there are no others, at once. */
const isSecretarys = ({ record, helperIds }: KnownCare, secretaries: readonly string[]): boolean =>
  !helperIds.length ||
  record.state === 'WITH_SECRETARY' ||
  record.state === 'WITH_OFFICE' ||
  record.state === 'UNLOGGED' ||
  (record.state === 'REACHED' && secretaries.includes(record.reachedById ?? ''))

/** The same the other way round: whose turn it is. */
export function peopleIn(role: StepRole, known: KnownCare, held: Held): readonly string[] {
  const { record, raiserHere } = known
  if (role === 'careRaiser') return raiserHere ? [record.raisedById] : []
  const secretaries = secretariesOf(known, held)
  if (role === 'branchSecretary') return isSecretarys(known, secretaries) ? secretaries : []
  if (role !== 'careMember') return []
  return membersOf(known).filter((personId) => personId !== record.contactId)
}

/** Whether it is the actor's turn. No statement. */
export function isOwedBy(actor: Actor, known: KnownCare): boolean {
  const { personId } = actor
  const leads = holds(actor, ['BRANCH_SECRETARY'], known.record.branchId)
  const held: Held = leads ? [{ personId, role: 'BRANCH_SECRETARY', scopeId: known.record.branchId }] : []
  return (['careMember', 'branchSecretary'] as const).some((role) => peopleIn(role, known, held).includes(personId))
}

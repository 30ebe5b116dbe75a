import { type Role, scopeAt } from '../../domain/organisation/roles'
import { grantOf } from '../../domain/workflows/doers'
import type { StepRole } from '../../domain/workflows/steps'
import { type Actor, holds } from '../../policy/actor'
import { type Held, heldBy, type Places } from './flow'

/**
 * Capacities that are plain grants, in both directions, so that they cannot differ: who stands in one, and in which of them
 * the actor stands.
 */
export function byGrant(capacities: readonly StepRole[]) {
  const roleOf = (capacity: StepRole): Role => {
    const role = grantOf(capacity)
    if (!role) throw new Error(`${capacity} is no grant`)
    return role
  }
  const roles = new Map(capacities.map((capacity) => [capacity, roleOf(capacity)]))
  return {
    grants: [...roles.values()],
    of: (actor: Actor | null, places: Places): StepRole[] => {
      if (!actor) return ['system']
      return capacities.filter((capacity) => {
        const role = roles.get(capacity) as Role
        const scope = scopeAt(role, places)
        return scope !== null && holds(actor, [role], scope)
      })
    },
    people: (capacity: StepRole, places: Places, held: Held): string[] => {
      const role = roles.get(capacity)
      const scope = role ? scopeAt(role, places) : null
      return role && scope !== null ? heldBy(held, role, scope) : []
    },
  }
}

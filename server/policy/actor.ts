import type { PoliticalStatus } from '../domain/organisation/persons'
import type { Role } from '../domain/organisation/roles'

export interface ActiveGrant {
  role: Role
  /** Branch, department or round id; empty text for the whole house. */
  scopeId: string
  /** He acts: for whom, empty text where the post is empty. Null where it is his own. */
  actsForId?: string | null
}

/** Who is acting, as of today: facts of the roster and the role grants in force. */
export interface Actor {
  personId: string
  name: string
  politicalStatus: PoliticalStatus
  activeMember: boolean
  leadingCadre: boolean
  /** Day of joining the house as the roster knows it; null when it does not. */
  joinedDay: string | null
  departmentId: string | null
  branchId: string | null
  grants: ActiveGrant[]
}

/** True when the actor holds one of the roles for this scope. */
export const holds = (actor: Actor, roles: readonly Role[], scopeId = ''): boolean =>
  actor.grants.some((grant) => roles.includes(grant.role) && (grant.scopeId === '' || grant.scopeId === scopeId))

/**
 * In whose stead the actor uses a role at one of these places: null where the post is his own, empty text where it is empty.
 * Without places only what holds for all he has of it is said.
 */
export function actsFor(actor: Actor, role: string, scopeIds?: readonly string[]): string | null {
  const own = actor.grants.filter((grant) => grant.role === role && (!scopeIds || scopeIds.includes(grant.scopeId)))
  const all = own.map(({ actsForId = null }) => actsForId)
  return all.includes(null) ? null : (all[0] ?? null)
}

/** True when the actor holds one of the roles for any scope. */
export const holdsAnywhere = (actor: Actor, roles: readonly Role[]): boolean =>
  actor.grants.some((grant) => roles.includes(grant.role))

/** The branches or departments for which the actor holds one of the roles; an empty text for the whole house. */
export const scopesOf = (actor: Actor, roles: readonly Role[]): string[] =>
  actor.grants.filter(({ role }) => roles.includes(role)).map(({ scopeId }) => scopeId)

import type { LockPlace } from '../domain/sealing/boundTo'
import { type Actor, holds } from './actor'

/** A permission: how it is called in a refusal and on the printed table of calls, and the predicate. */
export const permission = <May extends (actor: Actor, subject: never) => boolean>(name: string, may: May) => ({
  name,
  may,
})

export interface OfBranch {
  branchId: string | null
}
export interface OfPerson {
  personId: string
}

export const office = (actor: Actor): boolean => holds(actor, ['HQ_OFFICE'])
export const secretary = (actor: Actor, branchId: string | null): boolean =>
  branchId !== null && holds(actor, ['BRANCH_SECRETARY'], branchId)
export const committee = (actor: Actor, branchId: string | null): boolean =>
  branchId !== null && holds(actor, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'], branchId)

/** Lock 1 is 机关党委's to help with, lock 2 机关纪委's (rules §4.6.13). */
export const keepsSafe = (actor: Actor, place: LockPlace): boolean =>
  holds(actor, [place === 1 ? 'HQ_COMMITTEE' : 'HQ_DISCIPLINE'])

/** Who works for a branch: its 书记, and those he leaves the work to. */
export const branchHandRoles = ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE', 'BRANCH_CLERK'] as const
export const branchHands = (actor: Actor, branchId: string | null): boolean =>
  branchId !== null && holds(actor, branchHandRoles, branchId)

import type { CallName, Input } from '../../../../server/contract'
import type { Permission } from '../../../../server/policy'
import { asks } from '../../../support/asks'
import type { Stage } from '../stage'

/** A call that is right in everything but the person who makes it. */
export interface RefusedCall {
  permission: Permission
  /** Who lacks it. */
  by: string
  input: (stage: Stage) => Record<string, unknown>
  /** Sent as the body in place of the input. */
  file?: Buffer
  /** `permission.denied` unless the house has better words for it. */
  code?: string
}

/** A part's guarded calls, each with a refused one; permissions.test.ts misses the missing ones. */
export type RefusedCalls<Part extends string> = {
  [Name in Extract<CallName, `${Part}.${string}`>]?: (name: Name) => RefusedCall
}

type Given<Name extends CallName> = Input<Name> extends Blob ? Record<string, never> : Input<Name>

export const by =
  <Name extends CallName>(persona: string, input: (stage: Stage) => Given<Name>, extra: Partial<RefusedCall> = {}) =>
  (name: Name): RefusedCall =>
    ({ permission: asks[name][0], by: persona, input, ...extra }) as RefusedCall

export const reason = '资料不全，请补正后再报'
export const notAFile = { file: Buffer.from('neither a picture nor a table') }
export const nothing = () => ({})

/** A leader of the house without an office in it: member, cadre, neither secretary nor committee nor 党办. */
export const leader = 'leader'
/** Secretary, head and 部门党员负责人, but elsewhere. */
export const otherBranch = 'digitalSecretary'
/** 支部委员 in the branch itself: more than a member, less than the secretary. */
export const committee = 'scrutineer'
/** Member without any office, in another branch. */
export const member = 'memberSecond'
export const secretary = 'financeSecretary'
/** The day on which the stage is set. */
export const today = '2026-09-07'

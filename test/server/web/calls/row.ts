import type { CallName, Input } from '../../../../server/contract'
import type { Stage } from '../stage'

type Given<Name extends CallName> = Input<Name> extends Blob ? Record<string, never> : Input<Name>
type InputOf<Name extends CallName> = (stage: Stage) => Given<Name>

/** What the tests of every call know of one: who may make it, who may not, and with what. */
export interface Row<Name extends CallName> {
  /** Somebody of the sample organisation who may make it on the stage's records. */
  by: string
  /**
   * Who lacks the permission that the call asks for; of a call that asks for none there is nobody. `code` is
   * `permission.denied` unless the house has better words for it; `input` is the row's own unless he must send another.
   */
  refused?: string | { by: string; input?: InputOf<Name>; code?: string }
  /** An input of the right shape about records of the stage; nothing when not said. */
  input?: InputOf<Name>
  /** Of a call that takes a file: one that it takes. Without it one is sent that it refuses. */
  file?: () => Promise<Buffer>
  /** The record's id comes from the phone: it stays one record when the key of the request has been forgotten. */
  ownId?: true
  /** The refusal at which it stops, where the stage does not lead up to it; the tests of its part do. */
  stopsAt?: string
  /** Nothing is written down about it, so that nobody can be found by the hour (rules §4.6). */
  silent?: true
}

/** A row for each call of this part of the contract. */
export type Rows<Part> = { [Name in keyof Part & CallName]: Row<Name> }

export const reason = '资料不全，请补正后再报'

/** A leader of the house without an office in it: member, cadre, neither secretary nor committee nor 党办. */
export const leader = 'leader'
/** Secretary, head and 部门党员负责人, but elsewhere. */
export const otherBranch = 'digitalSecretary'
/** 支部委员 in the branch itself: more than a member, less than the secretary. */
export const committee = 'scrutineer'
/** Member without any office, in another branch. */
export const plainMember = 'memberSecond'
export const secretary = 'financeSecretary'
/** The day on which the stage is set. */
export const today = '2026-09-07'

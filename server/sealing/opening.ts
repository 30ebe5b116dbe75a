// One step of an opening as a program of its own does it (openingProcess.ts): the 监票码 is read here and nowhere else, and what it
// opens goes back without it.

import type { InputMode } from '../domain/evaluation/template'
import { type CodeFor, codeBinding, codeSealedFor } from '../domain/sealing/codeBound'
import { readCode } from '../domain/sealing/lockCode'
import { type LockKeys, opener } from './hpke'
import { lockOf } from './locks'
import {
  type InnerEnvelope,
  type OpenedRound,
  type OuterEnvelope,
  openRound,
  type Stripped,
  stripRound,
} from './openRound'

/** A code as it came, and what opens it: the keys of the process that asked for it. */
export interface GivenCode {
  door: LockKeys
  sealed: Uint8Array
  about: CodeFor
  /** The public lock that was fixed at the freeze. */
  lock: Uint8Array
}

/** Sealed to another process (this one has started anew, or there are several), or no code of this lock. */
export type CodeFault = 'otherDoor' | 'wrongCode'

export interface OuterTask {
  step: 'outer'
  code: GivenCode
  envelopes: readonly OuterEnvelope[]
}
export interface InnerTask {
  step: 'inner'
  code: GivenCode
  envelopes: readonly InnerEnvelope[]
  mode: InputMode
  /** How many items a subject has, by its id. */
  items: readonly (readonly [subjectId: string, items: number])[]
}

async function keysOf({ door, sealed, about, lock }: GivenCode): Promise<LockKeys | CodeFault> {
  const text = opener(door, Buffer.from(codeSealedFor))(codeBinding(about), sealed)
  if (!text) return 'otherDoor'
  const read = readCode(text.toString('latin1'))
  text.fill(0)
  if (!('code' in read)) return 'wrongCode'
  const keys = await lockOf(read.code, about.roundId, about.place)
  return keys.publicKey.equals(lock) ? keys : 'wrongCode'
}

/** 开外封. */
export async function openOuter({ code, envelopes }: OuterTask): Promise<Stripped | CodeFault> {
  const keys = await keysOf(code)
  return typeof keys === 'string' ? keys : stripRound(keys, envelopes)
}

/** 开内封. */
export async function openInner({ code, envelopes, mode, items }: InnerTask): Promise<OpenedRound | CodeFault> {
  const keys = await keysOf(code)
  return typeof keys === 'string' ? keys : openRound(keys, envelopes, mode, new Map(items))
}

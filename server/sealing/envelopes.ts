import {
  innerBinding,
  innerLength,
  outerBinding,
  outerLength,
  type SealedMatter,
  type SealedOuter,
  sealedFor,
} from '../domain/sealing/boundTo'
import { type LockKeys, opener, seal } from './hpke'

const info = Buffer.from(sealedFor)

/** Both public locks of a round, as they were fixed at the freeze. */
export interface PublicLocks {
  first: Uint8Array
  second: Uint8Array
}

/** 内层: sixteen bytes of answers under lock 2. */
export const sealInner = ({ second }: PublicLocks, matter: SealedMatter, ballot: Uint8Array): Buffer =>
  seal(second, info, innerBinding(matter), ballot)

/** 外层: an inner envelope under lock 1. */
export const sealOuter = ({ first }: PublicLocks, outer: SealedOuter, inner: Uint8Array): Buffer =>
  seal(first, info, outerBinding(outer), inner)

/** Takes the outer envelopes off with lock 1; null for one that does not open or holds something of another size. */
export function outerOpener(keys: LockKeys): (outer: SealedOuter, sealed: Uint8Array) => Buffer | null {
  const open = opener(keys, info)
  return (outer, sealed) => {
    if (sealed.length !== outerLength) return null
    const inner = open(outerBinding(outer), sealed)
    return inner?.length === innerLength ? inner : null
  }
}

/** Opens the inner envelopes with lock 2: the bytes of a ballot, which may still be rubbish; null for one that does not open. */
export function innerOpener(keys: LockKeys): (matter: SealedMatter, sealed: Uint8Array) => Buffer | null {
  const open = opener(keys, info)
  return (matter, sealed) => (sealed.length === innerLength ? open(innerBinding(matter), sealed) : null)
}

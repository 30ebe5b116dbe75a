// What a sealed envelope is bound to: opened beside anything else, it does not open. Phone and house must write it alike to the byte.
import type { RaterGroup } from '../scoring/terms'

/** Lock 1 opens the outer envelopes, lock 2 the inner ones. */
export type LockPlace = 1 | 2

/** What an envelope is about. */
export interface SealedMatter {
  roundId: string
  subjectId: string
  raterGroup: RaterGroup
}

/** Whose envelope it is, and which of his on this right: 1 is the first that was sent. */
export interface SealedOuter extends SealedMatter {
  voterId: string
  revision: number
}

/** Names the use and the version of these bytes in every seal: no envelope of another use opens here. */
export const sealedFor = 'lianxinqiao ballot 1'

const bytesOf = (...parts: (string | number)[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(parts)) as Uint8Array<ArrayBuffer>

/** 内层: never the voter, whom nobody knows any more when it is opened. */
export const innerBinding = ({ roundId, subjectId, raterGroup }: SealedMatter): Uint8Array<ArrayBuffer> =>
  bytesOf('inner', roundId, subjectId, raterGroup)

/** 外层: the right on the roll it was sent for. */
export const outerBinding = (outer: SealedOuter): Uint8Array<ArrayBuffer> =>
  bytesOf('outer', outer.roundId, outer.voterId, outer.subjectId, outer.raterGroup, outer.revision)

/** A public lock or what HPKE puts before its text: a point of P-256, uncompressed. */
export const pointLength = 65
const tagLength = 16
/** 内层 of every ballot in bytes: what HPKE prepends, sixteen bytes of answers, the tag. */
export const innerLength = pointLength + 16 + tagLength
/** 外层 in bytes, around the inner one. */
export const outerLength = pointLength + innerLength + tagLength

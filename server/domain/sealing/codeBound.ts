// What a 监票码 is sealed to on its way: the process that asked for it, and nothing but this one step of this one list.
import type { LockPlace } from './boundTo'

/** Whose code it is, for which lock, and over which list of envelopes it is given: a phone gives it for one list only. */
export interface CodeFor {
  roundId: string
  place: LockPlace
  personId: string
  listHash: string
}

/** Names the use and the version in the seal. */
export const codeSealedFor = 'lianxinqiao code 1'

export const codeBinding = ({ roundId, place, personId, listHash }: CodeFor): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(['code', roundId, place, personId, listHash])) as Uint8Array<ArrayBuffer>

/** What PBKDF2 salts the code with: another round and the other lock have other keys. */
export const lockSalt = (roundId: string, place: LockPlace): string => `lianxinqiao lock ${place} ${roundId}`

/** OWASP's figure for PBKDF2 with SHA-256; about 70 ms of a processor. */
export const codeRounds = 600_000

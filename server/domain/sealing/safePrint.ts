// 备份码: what lies on paper in the safe of 机关党委 (lock 1) and of 机关纪委 (lock 2), one a half-year (rules §4.6.13). Twenty digits as a
// 监票码; each 监票码 of its lock is sealed to it on the phone that draws it.
import type { LockPlace } from './boundTo'

/** What a sealed copy is about: it opens for this print, this round and this lock alone. */
export interface CopyFor {
  printId: string
  roundId: string
  place: LockPlace
  /** The public lock that the code stands for, as base64. */
  lock: string
}

/** Names the use and the version in the seal. */
export const copySealedFor = 'lianxinqiao safe copy 1'

export const copyBinding = ({ printId, roundId, place, lock }: CopyFor): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(['copy', printId, roundId, place, lock])) as Uint8Array<ArrayBuffer>

/** What PBKDF2 salts the code of a print with. */
export const printSalt = (printId: string, place: LockPlace): string => `lianxinqiao safe print ${place} ${printId}`

/** Twenty digits sealed: what HPKE prepends, the digits, the tag; as base64. */
export const copyLength = Math.ceil((65 + 20 + 16) / 3) * 4

/** Whose safe it is. */
export const safeNames: Readonly<Record<LockPlace, string>> = { 1: '机关党委', 2: '机关纪委' }

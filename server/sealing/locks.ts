import { createHash, pbkdf2, randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import type { LockPlace } from '../domain/sealing/boundTo'
import { codeRounds, lockSalt } from '../domain/sealing/codeBound'
import { codeFrom, drawnDigits } from '../domain/sealing/lockCode'
import { deriveLock, type LockKeys } from './hpke'

const slowly = promisify(pbkdf2)

/** A code drawn from the system's random source. */
export const drawCode = (): string =>
  codeFrom(Array.from({ length: drawnDigits }, () => String(randomInt(10))).join(''))

/** The keys a 监票码 stands for in one round and at one lock; off the main thread. The code must have been read by `readCode`. */
export async function lockOf(code: string, roundId: string, place: LockPlace): Promise<LockKeys> {
  return deriveLock(await slowly(code, lockSalt(roundId, place), codeRounds, 32, 'sha256'))
}

/** Eight digits by which people compare both public locks of a round: on the slip, on the notice, on the voter's page. */
export function fingerprintOf(first: Uint8Array, second: Uint8Array): string {
  const hash = createHash('sha256').update('lianxinqiao locks').update(first).update(second).digest()
  return String(hash.readBigUInt64BE() % 100_000_000n).padStart(8, '0')
}

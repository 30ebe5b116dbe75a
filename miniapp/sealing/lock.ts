import type { LockPlace } from '../../server/domain/sealing/boundTo'
import { type CodeFor, codeBinding, codeRounds, codeSealedFor, lockSalt } from '../../server/domain/sealing/codeBound'
import { codeFrom, drawnDigits } from '../../server/domain/sealing/lockCode'
import { type CopyFor, copyBinding, copySealedFor, printSalt } from '../../server/domain/sealing/safePrint'
import { asText, bytesOf, sealTo, suite } from './suite'

// A 监票人's phone: it draws his code, makes the lock of it, and gives the code once. The code itself is kept nowhere on the phone.

/** Bytes from here on would make some digits likelier than others. */
const evenly = 250

/** Drawn from the phone's own random source. */
export function drawCode(): string {
  let drawn = ''
  while (drawn.length < drawnDigits)
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      if (byte < evenly && drawn.length < drawnDigits) drawn += String(byte % 10)
  return codeFrom(drawn)
}

const encoded = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>

/** The keys that twenty digits stand for under a salt. Takes a phone about a second. */
async function keysFrom(code: string, salt: string): ReturnType<typeof suite.kem.deriveKeyPair> {
  const material = await crypto.subtle.importKey('raw', encoded(code), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: encoded(salt), iterations: codeRounds }
  return suite.kem.deriveKeyPair(await crypto.subtle.deriveBits(how, material, 256))
}

const asBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** The public lock that a code stands for in one round and at one place, as base64. */
export async function publicLockOf(code: string, roundId: string, place: LockPlace): Promise<string> {
  const { publicKey } = await keysFrom(code, lockSalt(roundId, place))
  return asBase64(new Uint8Array(await suite.kem.serializePublicKey(publicKey)))
}

/** The code on its way to the one process that asked for it, for one step over one list, as base64url. */
export const sealCode = async (door: string, about: CodeFor, code: string): Promise<string> =>
  asText(await sealTo(door, codeSealedFor, codeBinding(about), encoded(code)))

/** Eight digits over both public locks: the same as the house says (server/sealing/locks.ts). */
export async function fingerprintOf(first: string, second: string): Promise<string> {
  const parts = [...encoded('lianxinqiao locks'), ...bytesOf(first), ...bytesOf(second)]
  const hash = new DataView(await crypto.subtle.digest('SHA-256', new Uint8Array(parts)))
  return String(hash.getBigUint64(0) % 100_000_000n).padStart(8, '0')
}

// 备份码 on the devices that meet it: drawn at headquarters for a safe, sealed to by the phone of a 监票人, opened at headquarters alone.

/** The public half that a print stands for, as base64. */
export const printLockOf = async (code: string, printId: string, place: LockPlace): Promise<string> =>
  asBase64(
    new Uint8Array(await suite.kem.serializePublicKey((await keysFrom(code, printSalt(printId, place))).publicKey)),
  )

/** The 监票码 as it lies in the house: only the sheet in the safe opens it. */
export const sealCopy = async (printLock: string, about: CopyFor, code: string): Promise<string> =>
  asBase64(await sealTo(printLock, copySealedFor, copyBinding(about), encoded(code)))

/** The 监票码 again, with the code of the print; null where it is another print's, or the copy was altered. */
export async function openCopy(printCode: string, about: CopyFor, sealed: string): Promise<string | null> {
  const { privateKey } = await keysFrom(printCode, printSalt(about.printId, about.place))
  const bytes = bytesOf(sealed)
  const info = encoded(copySealedFor)
  try {
    const recipient = await suite.createRecipientContext({ recipientKey: privateKey, enc: bytes.slice(0, 65), info })
    return new TextDecoder().decode(await recipient.open(bytes.slice(65), copyBinding(about)))
  } catch {
    return null
  }
}

/** Eight digits of a print by which the sheet and the page are compared (server/features/safePrint/records.ts). */
export async function numberOf(printLock: string): Promise<string> {
  const parts = [...encoded('lianxinqiao safe print'), ...bytesOf(printLock)]
  const hash = new DataView(await crypto.subtle.digest('SHA-256', new Uint8Array(parts)))
  return String(hash.getBigUint64(0) % 100_000_000n).padStart(8, '0')
}

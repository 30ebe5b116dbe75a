import type { LockPlace } from '../../server/domain/sealing/boundTo'
import { type CopyFor, copyBinding, copySealedFor, printSalt } from '../../server/domain/sealing/safePrint'
import { asBase64, keysFrom } from './lock'
import { bytesOf, sealTo, suite } from './suite'

// 备份码 on the devices that meet it: drawn at headquarters for a safe, sealed to by the phone of a 监票人, opened at headquarters alone.

/** The public half that a print stands for, as base64. */
export const printLockOf = async (code: string, printId: string, place: LockPlace): Promise<string> =>
  asBase64(
    new Uint8Array(await suite.kem.serializePublicKey((await keysFrom(code, printSalt(printId, place))).publicKey)),
  )

/** The 监票码 as it lies in the house: only the sheet in the safe opens it. */
export const sealCopy = async (printLock: string, about: CopyFor, code: string): Promise<string> =>
  asBase64(
    await sealTo(
      printLock,
      copySealedFor,
      copyBinding(about),
      new TextEncoder().encode(code) as Uint8Array<ArrayBuffer>,
    ),
  )

/** The 监票码 again, with the code of the print; null where it is another print's, or the copy was altered. */
export async function openCopy(printCode: string, about: CopyFor, sealed: string): Promise<string | null> {
  const { privateKey } = await keysFrom(printCode, printSalt(about.printId, about.place))
  const bytes = bytesOf(sealed)
  const info = new TextEncoder().encode(copySealedFor) as Uint8Array<ArrayBuffer>
  try {
    const recipient = await suite.createRecipientContext({ recipientKey: privateKey, enc: bytes.slice(0, 65), info })
    return new TextDecoder().decode(await recipient.open(bytes.slice(65), copyBinding(about)))
  } catch {
    return null
  }
}

/** Eight digits of a print by which the sheet and the page are compared (server/features/safePrint/records.ts). */
export async function numberOf(printLock: string): Promise<string> {
  const parts = [...new TextEncoder().encode('lianxinqiao safe print'), ...bytesOf(printLock)]
  const hash = new DataView(await crypto.subtle.digest('SHA-256', new Uint8Array(parts)))
  return String(hash.getBigUint64(0) % 100_000_000n).padStart(8, '0')
}

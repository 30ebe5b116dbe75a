import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import type { InputMode } from '../../server/domain/evaluation/template'
import { packAnswers } from '../../server/domain/sealing/ballotBytes'
import { innerBinding, outerBinding, type SealedOuter, sealedFor } from '../../server/domain/sealing/boundTo'

/** Public locks of a round as base64, lock 1 for the outer envelope, lock 2 for the inner one. */
export interface PublicLocks {
  first: string
  second: string
}

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
})

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

const asText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

async function sealTo(lock: string, bound: Uint8Array<ArrayBuffer>, plain: Uint8Array<ArrayBuffer>) {
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytesOf(lock))
  const info = new TextEncoder().encode(sealedFor) as Uint8Array<ArrayBuffer>
  const sender = await suite.createSenderContext({ recipientPublicKey, info })
  const sealed = new Uint8Array(await sender.seal(plain, bound))
  return new Uint8Array([...new Uint8Array(sender.enc), ...sealed])
}

/** One ballot in its two envelopes, as base64url; null where the answers are no ballot. Only https and localhost can do it. */
export async function sealBallot(
  locks: PublicLocks,
  place: SealedOuter,
  mode: InputMode,
  answers: string,
): Promise<string | null> {
  const ballot = packAnswers(mode, answers)
  if (!ballot) return null
  const inner = await sealTo(locks.second, innerBinding(place), ballot)
  return asText(await sealTo(locks.first, outerBinding(place), inner))
}

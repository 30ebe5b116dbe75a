import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'

/** RFC 9180 in the one form that the house opens (server/sealing/hpke.ts). Only https and localhost can do it. */
export const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes128Gcm(),
})

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

/** base64url. */
export const asText = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** Seals for whoever holds the private half of a lock. `use` names what it is for. */
export async function sealTo(
  lock: string,
  use: string,
  bound: Uint8Array<ArrayBuffer>,
  plain: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(bytesOf(lock))
  const info = new TextEncoder().encode(use) as Uint8Array<ArrayBuffer>
  const sender = await suite.createSenderContext({ recipientPublicKey, info })
  const sealed = new Uint8Array(await sender.seal(plain, bound))
  return new Uint8Array([...new Uint8Array(sender.enc), ...sealed])
}

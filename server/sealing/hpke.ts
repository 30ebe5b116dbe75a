// RFC 9180 in the one form that ballots use: base mode, one message a context, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM.
// Of our own on purpose: it is what opening a house's ballots is made of, takes a quarter of the processor time of a library on
// WebCrypto, and is held against the RFC's vectors and against the library the phone uses.
import { createCipheriv, createDecipheriv, createECDH, createHmac } from 'node:crypto'
import { pointLength } from '../domain/sealing/boundTo'

const curve = 'prime256v1'
const tagLength = 16
const version = Buffer.from('HPKE-v1')
const kemSuite = Buffer.from([...Buffer.from('KEM'), 0x00, 0x10])
const hpkeSuite = Buffer.from([...Buffer.from('HPKE'), 0x00, 0x10, 0x00, 0x01, 0x00, 0x01])
const nothing = Buffer.alloc(0)
const baseMode = Buffer.from([0])

export interface LockKeys {
  /** 65 bytes, a point. */
  publicKey: Buffer
  /** 32 bytes. */
  privateKey: Buffer
}

const hmac = (key: Uint8Array, ...parts: Uint8Array[]): Buffer => {
  const mac = createHmac('sha256', key)
  for (const part of parts) mac.update(part)
  return mac.digest()
}

const extract = (suite: Buffer, salt: Buffer, label: string, secret: Uint8Array): Buffer =>
  hmac(salt, version, suite, Buffer.from(label), secret)

/** At most 32 bytes: one round of HKDF-Expand. */
function expand(suite: Buffer, key: Buffer, label: string, info: Uint8Array, length: number): Buffer {
  const asked = Buffer.from([0, length])
  return hmac(key, asked, version, suite, Buffer.from(label), info, Buffer.from([1])).subarray(0, length)
}

/** DeriveKeyPair of RFC 9180 §7.1.3: the same keys for the same secret, here and on every phone. */
export function deriveLock(secret: Uint8Array): LockKeys {
  const key = extract(kemSuite, nothing, 'dkp_prk', secret)
  for (let counter = 0; counter < 256; counter += 1) {
    const candidate = expand(kemSuite, key, 'candidate', Buffer.from([counter]), 32)
    const pair = createECDH(curve)
    try {
      pair.setPrivateKey(candidate)
    } catch {
      // Not below the order of the curve (once in 2^32): the next one.
      continue
    }
    return { publicKey: pair.getPublicKey(), privateKey: candidate }
  }
  throw new Error('no key can be derived from this secret')
}

interface Sealing {
  key: Buffer
  nonce: Buffer
}

function schedule(dh: Buffer, enc: Uint8Array, publicKey: Uint8Array, info: Uint8Array): Sealing {
  const context = Buffer.concat([enc, publicKey])
  const shared = expand(kemSuite, extract(kemSuite, nothing, 'eae_prk', dh), 'shared_secret', context, 32)
  const pskHash = extract(hpkeSuite, nothing, 'psk_id_hash', nothing)
  const infoHash = extract(hpkeSuite, nothing, 'info_hash', info)
  const about = Buffer.concat([baseMode, pskHash, infoHash])
  const secret = extract(hpkeSuite, shared, 'secret', nothing)
  return { key: expand(hpkeSuite, secret, 'key', about, 16), nonce: expand(hpkeSuite, secret, 'base_nonce', about, 12) }
}

/** A point of the curve, written as a public lock is. */
export function isPoint(publicKey: Uint8Array): boolean {
  if (publicKey.length !== pointLength) return false
  const own = createECDH(curve)
  own.generateKeys()
  try {
    own.computeSecret(publicKey)
    return true
  } catch {
    return false
  }
}

/** Sealed for whoever holds the private key: a fresh point (65 bytes), the text, the tag (16). Throws where the key is no point. */
export function seal(publicKey: Uint8Array, info: Uint8Array, bound: Uint8Array, plain: Uint8Array): Buffer {
  const own = createECDH(curve)
  const enc = own.generateKeys()
  const { key, nonce } = schedule(own.computeSecret(publicKey), enc, publicKey, info)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  cipher.setAAD(bound)
  return Buffer.concat([enc, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Opens many envelopes with one lock. Each answers null where the envelope is of another lock, another matter, or altered. */
export function opener({ publicKey, privateKey }: LockKeys, info: Uint8Array) {
  const pair = createECDH(curve)
  pair.setPrivateKey(privateKey)
  return (bound: Uint8Array, sealed: Uint8Array): Buffer | null => {
    if (sealed.length < pointLength + tagLength) return null
    const enc = sealed.subarray(0, pointLength)
    try {
      const { key, nonce } = schedule(pair.computeSecret(enc), enc, publicKey, info)
      const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: tagLength })
      decipher.setAAD(bound)
      decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
      return Buffer.concat([decipher.update(sealed.subarray(pointLength, sealed.length - tagLength)), decipher.final()])
    } catch {
      return null
    }
  }
}

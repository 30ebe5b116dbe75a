// An outer envelope as a row of the roll: wrapped by a key that is destroyed after the count, and known by the house as its own.
import {
  type CipherKey,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { outerBinding, outerLength, type SealedOuter } from '../domain/sealing/boundTo'

const nonceLength = 12
const tagLength = 16
/** Characters of a wrapped envelope in base64. */
export const wrappedLength = Math.ceil((nonceLength + outerLength + tagLength) / 3) * 4

// Drawn for many envelopes at once: each draw costs more than the wrapping.
const noncesAtOnce = 256
let nonces = Buffer.alloc(0)

function drawNonce(): Buffer {
  if (!nonces.length) nonces = randomBytes(noncesAtOnce * nonceLength)
  const drawn = nonces.subarray(0, nonceLength)
  nonces = nonces.subarray(nonceLength)
  return drawn
}

/** Wraps an outer envelope for its row: AES-256-GCM, bound to the right and the revision, as base64. */
export function wrapEnvelope(wrap: CipherKey, place: SealedOuter, outer: Uint8Array): string {
  const nonce = drawNonce()
  const cipher = createCipheriv('aes-256-gcm', wrap, nonce)
  cipher.setAAD(outerBinding(place))
  return Buffer.concat([nonce, cipher.update(outer), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** The outer envelope again; null where the row was altered or stands in another's place. */
export function unwrapEnvelope(wrap: CipherKey, place: SealedOuter, wrapped: string): Buffer | null {
  const bytes = Buffer.from(wrapped, 'base64')
  if (bytes.length !== nonceLength + outerLength + tagLength) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrap, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
    decipher.setAAD(outerBinding(place))
    decipher.setAuthTag(bytes.subarray(bytes.length - tagLength))
    return Buffer.concat([decipher.update(bytes.subarray(nonceLength, bytes.length - tagLength)), decipher.final()])
  } catch {
    return null
  }
}

/** By this the house knows that it wrote this row: 64 hexadecimal digits over the right, the revision and the wrapped envelope. */
export const rowMark = (house: CipherKey, place: SealedOuter, wrapped: string): string =>
  createHmac('sha256', house).update(outerBinding(place)).update('\n').update(wrapped).digest('hex')

export function isOwnRow(house: CipherKey, place: SealedOuter, wrapped: string, mark: string): boolean {
  const given = Buffer.from(mark, 'hex')
  const own = Buffer.from(rowMark(house, place, wrapped), 'hex')
  return given.length === own.length && timingSafeEqual(given, own)
}

/** 回执: what a voter can later look for in the list; it says nothing of the answers. 64 hexadecimal digits. */
export const receiptOf = (outer: Uint8Array): string => createHash('sha256').update(outer).digest('hex')

/** One hash over texts in an order of their own, so that it does not matter in which they were read. */
export function listHash(lines: readonly string[]): string {
  const hash = createHash('sha256')
  for (const line of [...lines].sort()) hash.update(line).update('\n')
  return hash.digest('hex')
}

import { createHash, timingSafeEqual } from 'node:crypto'
import { decrypt, getSignature } from '@wecom/crypto'

export interface Signed {
  signature: string
  timestamp: string
  nonce: string
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/**
 * wecom §5.3: over exactly these four values, so a callback address may carry a query of its own.
 * The official package only computes; it does not compare. Here the time taken does not tell where two differ.
 */
export function isSigned(token: string, { signature, timestamp, nonce }: Signed, encrypted: string): boolean {
  return timingSafeEqual(digest(signature), digest(getSignature(token, timestamp, nonce, encrypted)))
}

/**
 * The plain text of a callback. Undefined when it was encrypted with another key or for another corp: the official package
 * gives rubbish with an empty receiver then, instead of an error (wecom §5.3). Throws on what is no cipher text at all.
 */
export function decryptFor(corpId: string, encodingAesKey: string, encrypted: string): string | undefined {
  const { message, id } = decrypt(encodingAesKey, encrypted)
  return id === corpId ? message : undefined
}

import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'

const IV_BYTES = 16

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Compares without telling by its duration where two texts differ (hashing makes the lengths equal). */
export function isSameText(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected))
}

/** feishu §5.3: over the bytes as they arrived; the official SDK signs re-serialised JSON and loses events by it. */
export function signatureOf(timestamp: string, nonce: string, encryptKey: string, body: Buffer): string {
  return createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(body).digest('hex')
}

/** feishu §5.2: AES-256-CBC, key sha256(encryptKey), IV in front. Throws when it was another key or no cipher text. */
export function decrypt(encryptKey: string, encrypted: string): string {
  const bytes = Buffer.from(encrypted, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', sha256(encryptKey), bytes.subarray(0, IV_BYTES))
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString('utf8')
}

// An unsigned opinion as it lies until the night: sealed by the key of its day, of one size whatever it says.
import { type CipherKey, createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

export interface SealedWords {
  pledgeId: string
  branchId: string
  content: string
}

const nonceLength = 12
const tagLength = 16
/** 500 characters of four bytes with a space after each, both ids, and what stands between them. */
const plainLength = 2816
export const opinionLength = nonceLength + plainLength + tagLength

/** AES-256-GCM, bound to its row; as base64. */
export function sealOpinion(key: CipherKey, id: string, words: SealedWords): string {
  const plain = Buffer.alloc(plainLength, ' ')
  const text = Buffer.from(JSON.stringify(words))
  if (text.length > plainLength) throw new Error('an opinion is longer than its envelope')
  text.copy(plain)
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(id))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** What it says; null where the row was altered, stands under another id, or is of another day's key. */
export function openOpinion(key: CipherKey, id: string, envelope: string): SealedWords | null {
  const bytes = Buffer.from(envelope, 'base64')
  if (bytes.length !== opinionLength) return null
  try {
    const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
    opening.setAAD(Buffer.from(id))
    opening.setAuthTag(bytes.subarray(bytes.length - tagLength))
    const plain = Buffer.concat([
      opening.update(bytes.subarray(nonceLength, bytes.length - tagLength)),
      opening.final(),
    ])
    return JSON.parse(plain.toString()) as SealedWords
  } catch {
    return null
  }
}

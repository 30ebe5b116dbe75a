import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/*
 * The platform's side of the message encryption, written from wecom §5.3 with node:crypto alone:
 * sharing code with the product would let one mistake cancel the other out.
 */

/** Blocks of the PKCS#7 padding; 32, not the 16 of AES, which is why default padding fails on half of all messages. */
const BLOCK = 32
const LENGTH_BYTES = 4
const RANDOM_BYTES = 16

interface Decrypted {
  message: string
  receiveId: string
  random: string
}

function keyOf(encodingAesKey: string): Buffer {
  const key = Buffer.from(`${encodingAesKey}=`, 'base64')
  if (key.length !== 32) throw new Error('EncodingAESKey must be 43 base64 characters')
  return key
}

/** SHA-1 over the four sorted strings; further query parameters of the callback URL do not take part. */
export function callbackSignature(token: string, timestamp: string, nonce: string, encrypted: string): string {
  const sorted = [token, timestamp, nonce, encrypted].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  return createHash('sha1').update(sorted.join(''), 'utf8').digest('hex')
}

export function padLength(contentBytes: number): number {
  return BLOCK - (contentBytes % BLOCK)
}

/** Bytes that are encrypted before padding. */
export function plainLength(message: string, receiveId: string): number {
  return RANDOM_BYTES + LENGTH_BYTES + Buffer.byteLength(message) + Buffer.byteLength(receiveId)
}

export function encryptMessage(
  encodingAesKey: string,
  message: string,
  receiveId: string,
  random: Buffer = randomBytes(RANDOM_BYTES),
): string {
  const key = keyOf(encodingAesKey)
  const text = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(text.length)
  const plain = Buffer.concat([random, length, text, Buffer.from(receiveId, 'utf8')])
  const pad = padLength(plain.length)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  )
}

/** Opens a message. Throws when padding or length cannot be right, i.e. when the key is wrong. */
export function decryptMessage(encodingAesKey: string, encrypted: string): Decrypted {
  const key = keyOf(encodingAesKey)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()])
  const pad = padded[padded.length - 1] ?? 0
  if (pad < 1 || pad > BLOCK) throw new Error('wrong padding')
  const plain = padded.subarray(0, padded.length - pad)
  const start = RANDOM_BYTES + LENGTH_BYTES
  if (plain.length < start) throw new Error('message too short')
  const end = start + plain.readUInt32BE(RANDOM_BYTES)
  if (end > plain.length) throw new Error('wrong message length')
  return {
    random: plain.subarray(0, RANDOM_BYTES).toString('utf8'),
    message: plain.subarray(start, end).toString('utf8'),
    receiveId: plain.subarray(end).toString('utf8'),
  }
}

/** Signature of the JS-SDK: fixed order, raw values, URL without its hash. */
export function pageSignature(ticket: string, nonce: string, timestamp: string, url: string): string {
  const page = url.split('#')[0] ?? ''
  const text = `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${timestamp}&url=${page}`
  return createHash('sha1').update(text, 'utf8').digest('hex')
}

/** Opaque, unguessable, base64url. 64 bytes give the 86 characters of a real msgid. */
export function secretText(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}

export function randomDigits(count: number): string {
  return [...randomBytes(count)].map((byte) => String(byte % 10)).join('')
}

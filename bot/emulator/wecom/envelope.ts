import { randomBytes } from 'node:crypto'
import type { CallbackSettings, Corp } from './corp'
import { callbackSignature, encryptMessage, padLength, plainLength, randomDigits } from './crypto'
import { writeXml, type XmlField, type XmlHabits } from './xml'

/** One POST as it goes over the wire. */
export interface Wire {
  url: string
  body: string
  timestamp: string
  nonce: string
}

/** What a hostile delivery forges; nothing of it in a real one. */
export interface Forgery {
  signature?: string
  receiveId?: string
  encodingAesKey?: string
  timestamp?: string
  plain?: string
  body?: string
}

const PAD_BLOCK = 32
const HALF_BLOCK = 16

/** Adds the four parameters; the callback URL's own query parameters stay. */
function signedUrl(base: string, parameters: Record<string, string>): string {
  const url = new URL(base)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.append(name, value)
  return url.href
}

/** Puts messages for the product into their encrypted, signed form. */
export class Envelopes {
  private sealed = 0
  private readonly habits: XmlHabits

  constructor(private readonly corp: Corp) {
    this.habits = {
      cdata: () => corp.flags.cdata === 'always' || (corp.flags.cdata === 'mixed' && corp.chance() < 0.7),
      gap: () => (corp.flags.cdata === 'mixed' && corp.chance() < 0.5 ? '\n' : ''),
    }
  }

  innerXml(fields: XmlField[]): string {
    return writeXml(fields, this.habits)
  }

  /**
   * Adds line breaks before the closing tag so that every second message is padded with more than 16 bytes:
   * decoders that leave AES padding to the library read only the other half (wecom §5.3).
   */
  private lengthened(xml: string, receiveId: string): string {
    this.sealed += 1
    const least = this.sealed % 2 === 1 ? HALF_BLOCK + 1 : 1
    const wanted = least + Math.floor(this.corp.chance() * HALF_BLOCK)
    const now = padLength(plainLength(xml, receiveId))
    const extra = (now - wanted + PAD_BLOCK) % PAD_BLOCK
    return xml.replace(/<\/xml>$/, `${'\n'.repeat(extra)}</xml>`)
  }

  /** The element order of the outer XML changes from message to message (wecom §5.2). */
  private outer(agentId: string, encrypted: string): string {
    const fields: XmlField[] = [
      ['ToUserName', this.corp.id],
      ['AgentID', agentId],
      ['Encrypt', encrypted],
    ]
    const turn = this.sealed % fields.length
    return writeXml([...fields.slice(turn), ...fields.slice(0, turn)], { cdata: () => true, gap: this.habits.gap })
  }

  /** Encrypts afresh on every call: new random bytes, nonce and timestamp (wecom §5.2). */
  seal(settings: CallbackSettings, agentId: string, xml: string, forgery: Forgery = {}): Wire {
    const receiveId = forgery.receiveId ?? this.corp.id
    const plain = forgery.plain ?? this.lengthened(xml, receiveId)
    const encrypted = encryptMessage(forgery.encodingAesKey ?? settings.encodingAesKey, plain, receiveId)
    const timestamp = forgery.timestamp ?? String(this.corp.seconds())
    const nonce = randomDigits(10)
    const signature = forgery.signature ?? callbackSignature(settings.token, timestamp, nonce, encrypted)
    const url = signedUrl(settings.url, { msg_signature: signature, timestamp, nonce })
    return { url, body: forgery.body ?? this.outer(agentId, encrypted), timestamp, nonce }
  }

  /** A URL check whose echostr contains `+` and `/`, the characters form decoding damages (wecom §5.1). */
  echo(settings: CallbackSettings): { url: string; plain: string } {
    let encrypted = ''
    let plain = ''
    while (!(encrypted.includes('+') && encrypted.includes('/'))) {
      plain = randomDigits(19).replace(/^0/, '1')
      encrypted = encryptMessage(settings.encodingAesKey, plain, this.corp.id, randomBytes(HALF_BLOCK))
    }
    const timestamp = String(this.corp.seconds())
    const nonce = randomDigits(10)
    const signature = callbackSignature(settings.token, timestamp, nonce, encrypted)
    return { plain, url: signedUrl(settings.url, { msg_signature: signature, timestamp, nonce, echostr: encrypted }) }
  }
}

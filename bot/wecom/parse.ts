import { createHash } from 'node:crypto'
import { XMLParser } from 'fast-xml-parser'
import type { InboundEvent, PlatformIdentity, RawAnswer, RawRequest, ReadOutcome } from '../port'
import { decryptFor, isSigned } from './crypto'
import { unchosenOption } from './render'

interface WecomKeys {
  corpId: string
  agentId: number
  token: string
  encodingAesKey: string
}

const BODY_BYTES = 256 * 1024
/** Retries follow within seconds (wecom §5.2); anything older is a replay. */
const CLOCK_SKEW = 10 * 60_000
const PRESS = 'template_card_event'
const REPEATED = new Set(['SelectedItem', 'OptionId'])

class Refusal extends Error {
  constructor(
    readonly status: number,
    reason: string,
  ) {
    super(reason)
  }
}

type Fields = Record<string, unknown>

/** Text and CDATA apart, because only plain text has entities; no numbers, since '007' is a userid and MsgId exceeds 2^53. */
const xml = new XMLParser({
  ignoreAttributes: true,
  processEntities: false,
  parseTagValue: false,
  cdataPropName: '#cdata',
  isArray: (name) => REPEATED.has(name),
})

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** By searching, not by a pattern: 256 KB of unclosed sections would keep a pattern busy for minutes. */
function withoutCdata(source: string): string {
  const kept: string[] = []
  let from = 0
  while (true) {
    const start = source.indexOf('<![CDATA[', from)
    const end = start < 0 ? -1 : source.indexOf(']]>', start)
    if (end < 0) return kept.join('') + source.slice(from)
    kept.push(source.slice(from, start))
    from = end + 3
  }
}

function parseXml(source: string): Fields {
  // The callbacks have no document type and no comments; whoever sends a type wants entities expanded.
  if (withoutCdata(source).includes('<!')) throw new Refusal(400, 'document type')
  const root = (xml.parse(source, true) as Fields).xml
  if (!isFields(root)) throw new Refusal(400, 'no XML')
  return root
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|apos|amp);/g, (whole, name) => ENTITIES[name] ?? whole)

/** The text of an element, however it was written; '' for anything else. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return unescaped(value)
  if (!isFields(value)) return ''
  const literal = [value['#cdata'] ?? []].flat().filter((one) => typeof one === 'string')
  return `${textOf(value['#text'])}${literal.join('')}`
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function checkSignature(request: RawRequest, keys: WecomKeys, encrypted: string, now: number): void {
  const { msg_signature: signature = '', timestamp = '', nonce = '' } = request.query
  if (!isSigned(keys.token, { signature, timestamp, nonce }, encrypted)) throw new Refusal(401, 'wrong signature')
  const at = /^\d{10}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN
  if (!(Math.abs(now - at) <= CLOCK_SKEW)) throw new Refusal(401, 'stale timestamp')
}

function open(keys: WecomKeys, encrypted: string): string {
  let plain: string | undefined
  try {
    plain = decryptFor(keys.corpId, keys.encodingAesKey, encrypted)
  } catch {
    plain = undefined
  }
  if (plain === undefined) throw new Refusal(401, 'other key or other corp')
  return plain
}

export function textAnswer(status: number, body: string): RawAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body }
}

/** The console's address check. An echostr sent without escaping lost its `+` to form decoding (wecom §5.1). */
function readAddressCheck(request: RawRequest, keys: WecomKeys, now: number): ReadOutcome {
  const encrypted = (request.query.echostr ?? '').replaceAll(' ', '+')
  checkSignature(request, keys, encrypted, now)
  return { kind: 'answer', answer: textAnswer(200, open(keys, encrypted)) }
}

/** Short, and useless to whoever reads it in a table: a ResponseCode may change the card. */
const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 40)

function valuesOf(fields: Fields): Record<string, string> {
  const items = isFields(fields.SelectedItems) ? listOf(fields.SelectedItems.SelectedItem) : []
  const answers = items.filter(isFields).map((item) => {
    const chosen = isFields(item.OptionIds) ? listOf(item.OptionIds.OptionId).map(textOf) : []
    return [textOf(item.QuestionKey), chosen.filter((id) => id !== unchosenOption).join(',')] as const
  })
  return Object.fromEntries(answers.filter(([name]) => name !== ''))
}

/** Events have no id of their own; these fields together repeat only in a repeated delivery (wecom §5.2). */
function eventIdOf(fields: Fields): string {
  const code = textOf(fields.ResponseCode)
  if (code !== '') return `press-${fingerprint(code)}`
  const messageId = textOf(fields.MsgId)
  if (messageId !== '') return `message-${messageId.slice(0, 64)}`
  const parts = ['FromUserName', 'CreateTime', 'MsgType', 'Event', 'ChangeType', 'EventKey', 'TaskId']
  return `event-${fingerprint(parts.map((name) => textOf(fields[name])).join('\n'))}`
}

function readPress(fields: Fields, eventId: string, identity: PlatformIdentity): InboundEvent {
  const updateCode = textOf(fields.ResponseCode)
  const action = textOf(fields.EventKey)
  if (action === '') return { kind: 'other', eventId, name: PRESS }
  return {
    kind: 'press',
    eventId,
    identity,
    action,
    values: valuesOf(fields),
    messageId: textOf(fields.TaskId),
    ...(updateCode !== '' && { updateCode }),
  }
}

function toEvent(fields: Fields, keys: WecomKeys): InboundEvent {
  const userId = textOf(fields.FromUserName)
  const agent = textOf(fields.AgentID)
  if (userId === '') throw new Refusal(400, 'no sender')
  if (textOf(fields.ToUserName) !== keys.corpId) throw new Refusal(401, 'event of another corp')
  if (agent !== '' && agent !== String(keys.agentId)) throw new Refusal(401, 'event of another app')
  const identity = { tenant: keys.corpId, userId }
  const eventId = eventIdOf(fields)
  const type = textOf(fields.MsgType)
  const name = textOf(fields.Event)
  if (type === 'text') return { kind: 'text', eventId, identity, text: textOf(fields.Content) }
  if (type === 'event' && name === PRESS) return readPress(fields, eventId, identity)
  // Who was let into the visible range has not opened the chat, but can be reached from now on.
  if (type === 'event' && (name === 'enter_agent' || name === 'subscribe')) return { kind: 'opened', eventId, identity }
  return { kind: 'other', eventId, name: name === '' ? type : `${type}.${name}` }
}

function readEvent(request: RawRequest, keys: WecomKeys, now: number): ReadOutcome {
  const encrypted = textOf(parseXml(request.body.toString('utf8')).Encrypt)
  checkSignature(request, keys, encrypted, now)
  return { kind: 'event', event: toEvent(parseXml(open(keys, encrypted)), keys) }
}

function readChecked(request: RawRequest, keys: WecomKeys, now: number): ReadOutcome {
  if (request.body.length > BODY_BYTES) throw new Refusal(413, 'body too large')
  if (request.method === 'GET') return readAddressCheck(request, keys, now)
  if (request.method === 'POST') return readEvent(request, keys, now)
  throw new Refusal(405, 'neither GET nor POST')
}

/**
 * One request of WeCom: size, signature, time, key, corp and app are checked before anything is believed
 * (wecom §5.3). Never throws; reasons of a refusal hold nothing of the request.
 */
export function readRequest(request: RawRequest, keys: WecomKeys, now: number): ReadOutcome {
  try {
    return readChecked(request, keys, now)
  } catch (error) {
    const known = error instanceof Refusal
    return {
      kind: 'refused',
      answer: textAnswer(known ? error.status : 400, ''),
      reason: known ? error.message : 'unreadable',
    }
  }
}

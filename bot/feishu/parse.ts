import { z } from 'zod'
import type { InboundEvent, PlatformIdentity, RawAnswer, RawRequest, ReadOutcome } from '../port'
import { decrypt, isSameText, signatureOf } from './crypto'
import { tickName } from './render'

export interface FeishuKeys {
  appId: string
  /** '' only in development: then the Verification Token is the only check. */
  encryptKey: string
  verificationToken: string
  tenantKey?: string
}

const BODY_BYTES = 1024 * 1024
const CLOCK_SKEW = 5 * 60_000
/** Retries end after 7 h (feishu §5.5): what is older than a day is a replay. */
const OLDEST_RETRY = 24 * 3600_000
const PRESS = 'card.action.trigger'

class Refusal extends Error {
  constructor(
    readonly status: number,
    reason: string,
  ) {
    super(reason)
  }
}

const text = z.string().min(1).max(1000)
const header = z.object({
  event_id: text,
  token: z.string(),
  create_time: z.string().optional(),
  event_type: text,
  tenant_key: z.string().optional(),
  app_id: z.string(),
})
const envelope = z.object({ schema: z.literal('2.0'), header, event: z.unknown() })
const oldEnvelope = z.object({
  type: z.literal('event_callback'),
  uuid: text,
  token: z.string(),
  event: z.object({ type: text, app_id: z.string(), tenant_key: z.string().optional() }),
})
const addressCheck = z.object({ type: z.literal('url_verification'), token: z.string(), challenge: z.string() })
const personId = z.object({ open_id: text, union_id: z.string().optional() })

const press = z.object({
  operator: personId.extend({ tenant_key: z.string().optional() }),
  action: z.object({
    value: z.object({ action: text, ticks: z.number().int().min(1).max(20).optional() }),
    form_value: z.record(z.string(), z.unknown()).optional(),
  }),
  context: z.object({ open_message_id: text }),
})
const message = z.object({
  sender: z.object({ sender_id: personId, sender_type: z.string(), tenant_key: z.string().optional() }),
  message: z.object({ message_id: text, chat_type: z.string(), message_type: z.string(), content: z.string() }),
})
const entered = z.object({ operator_id: personId })
const leaver = z.object({ object: personId })
const ofDirectory = new Set(['contact.user.created_v3', 'contact.scope.updated_v3'])
const textContent = z.object({ text: z.string() })

type Header = z.infer<typeof header>

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown
  } catch {
    throw new Refusal(400, 'not JSON')
  }
}

/** Seconds, milliseconds or microseconds since 1970 (Feishu uses all three) → milliseconds; NaN for anything else. */
function toMilliseconds(moment: string | undefined): number {
  if (!moment || !/^\d{10,16}$/.test(moment)) return Number.NaN
  return Math.floor(Number(moment) * 10 ** (13 - moment.length))
}

interface OpenedBody {
  body: unknown
  /** Milliseconds; undefined when the request carried no signature. */
  signedAt: number | undefined
}

function checkSignature(request: RawRequest, encryptKey: string): number | undefined {
  const {
    'x-lark-signature': signature,
    'x-lark-request-timestamp': at,
    'x-lark-request-nonce': nonce,
  } = request.headers
  if (!signature) return undefined
  const expected = signatureOf(at ?? '', nonce ?? '', encryptKey, request.body)
  if (!isSameText(signature, expected)) throw new Refusal(401, 'wrong signature')
  return toMilliseconds(at)
}

function openBody(request: RawRequest, keys: FeishuKeys): OpenedBody {
  if (request.method !== 'POST') throw new Refusal(405, 'not a POST')
  if (request.body.length > BODY_BYTES) throw new Refusal(413, 'body too large')
  if (keys.encryptKey === '') return { body: parseJson(request.body.toString('utf8')), signedAt: undefined }
  const signedAt = checkSignature(request, keys.encryptKey)
  const outer = z.object({ encrypt: z.string() }).safeParse(parseJson(request.body.toString('utf8')))
  if (!outer.success) throw new Refusal(401, 'not encrypted')
  try {
    return { body: JSON.parse(decrypt(keys.encryptKey, outer.data.encrypt)) as unknown, signedAt }
  } catch {
    throw new Refusal(401, 'encrypted with another key')
  }
}

/** An unset token would equal the empty token of a forged request, so it matches nothing. */
function checkToken(keys: FeishuKeys, token: string): void {
  if (keys.verificationToken === '' || !isSameText(token, keys.verificationToken)) {
    throw new Refusal(401, 'wrong verification token')
  }
}

function checkSender(keys: FeishuKeys, sender: { token: string; appId: string; tenantKey: string | undefined }): void {
  checkToken(keys, sender.token)
  if (sender.appId !== keys.appId) throw new Refusal(401, 'event of another app')
  checkTenant(keys, sender.tenantKey)
}

function checkTenant(keys: FeishuKeys, tenantKey: string | undefined): void {
  if (keys.tenantKey && tenantKey !== keys.tenantKey) throw new Refusal(401, 'event of another tenant')
}

/** A press is never sent twice by Feishu; other events are, up to 7 hours later and perhaps with their first signature. */
function checkTime(at: number, isPress: boolean, now: number): void {
  const oldest = isPress ? CLOCK_SKEW : OLDEST_RETRY
  if (Number.isNaN(at) || at > now + CLOCK_SKEW || at < now - oldest) throw new Refusal(401, 'stale timestamp')
}

function identityOf(keys: FeishuKeys, person: z.infer<typeof personId>): PlatformIdentity {
  const { open_id: userId, union_id: unionId } = person
  return { tenant: keys.appId, userId, ...(unionId && { unionId }) }
}

/** Dates come with the client's time zone ('2026-04-01 +0800'); the day is what the person chose. */
function toValue(value: unknown): string {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(',')
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'string') return ''
  return /^(\d{4}-\d{2}-\d{2}) [+-]\d{4}$/.exec(value)?.[1] ?? value
}

/** What stayed ticked; a tick that is missing is none (feishu §4.5). */
function tickedIn(ticks: number | undefined, form: Record<string, unknown>): { ticked?: string } {
  if (ticks === undefined) return {}
  const positions = Array.from({ length: ticks }, (_, position) => position)
  return { ticked: positions.filter((position) => form[tickName(position)] === true).join(',') }
}

function readPress(keys: FeishuKeys, eventId: string, event: unknown): InboundEvent {
  const read = press.safeParse(event)
  if (!read.success) return { kind: 'other', eventId, name: PRESS }
  const { operator, action, context } = read.data
  const form = action.form_value ?? {}
  checkTenant(keys, operator.tenant_key)
  return {
    kind: 'press',
    eventId,
    identity: identityOf(keys, operator),
    action: action.value.action,
    values: {
      ...Object.fromEntries(Object.entries(form).map(([name, value]) => [name, toValue(value)])),
      ...tickedIn(action.value.ticks, form),
    },
    messageId: context.open_message_id,
  }
}

function textOf(content: string): string | undefined {
  try {
    return textContent.safeParse(JSON.parse(content)).data?.text
  } catch {
    return undefined
  }
}

/** feishu §5.7: duplicates of a message are told by message_id; their event_id may differ. */
function readMessage(keys: FeishuKeys, { event_id, event_type: name }: Header, event: unknown): InboundEvent {
  const read = message.safeParse(event)
  if (!read.success) return { kind: 'other', eventId: event_id, name }
  const { sender, message: sent } = read.data
  checkTenant(keys, sender.tenant_key)
  const eventId = sent.message_id
  const said = sent.message_type === 'text' ? textOf(sent.content) : undefined
  if (said === undefined || sender.sender_type !== 'user' || sent.chat_type !== 'p2p')
    return { kind: 'other', eventId, name }
  return { kind: 'text', eventId, identity: identityOf(keys, sender.sender_id), text: said }
}

function readEvent(keys: FeishuKeys, header: Header, event: unknown): InboundEvent {
  const { event_id: eventId, event_type: name } = header
  if (name === PRESS) return readPress(keys, eventId, event)
  if (name === 'im.message.receive_v1') return readMessage(keys, header, event)
  if (name === 'im.chat.access_event.bot_p2p_chat_entered_v1') {
    const read = entered.safeParse(event)
    if (read.success) return { kind: 'opened', eventId, identity: identityOf(keys, read.data.operator_id) }
  }
  if (name === 'contact.user.deleted_v3') {
    const read = leaver.safeParse(event)
    if (read.success) return { kind: 'left', eventId, identity: identityOf(keys, read.data.object) }
  }
  return ofDirectory.has(name) ? { kind: 'directory', eventId } : { kind: 'other', eventId, name }
}

export function jsonAnswer(status: number, body: unknown): RawAnswer {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) }
}

function readBody({ body, signedAt }: OpenedBody, keys: FeishuKeys, now: number): ReadOutcome {
  const check = addressCheck.safeParse(body)
  if (check.success) {
    // The address check is the one request Feishu does not sign (feishu §5.1).
    checkToken(keys, check.data.token)
    return { kind: 'answer', answer: jsonAnswer(200, { challenge: check.data.challenge }) }
  }
  if (keys.encryptKey !== '' && signedAt === undefined) throw new Refusal(401, 'no signature')
  const read = envelope.safeParse(body)
  if (!read.success) return readOldEnvelope(body, keys, signedAt, now)
  const { header, event } = read.data
  checkSender(keys, { token: header.token, appId: header.app_id, tenantKey: header.tenant_key })
  checkTime(signedAt ?? toMilliseconds(header.create_time), header.event_type === PRESS, now)
  return { kind: 'event', event: readEvent(keys, header, event) }
}

function readOldEnvelope(body: unknown, keys: FeishuKeys, signedAt: number | undefined, now: number): ReadOutcome {
  const read = oldEnvelope.safeParse(body)
  if (!read.success) throw new Refusal(400, 'unknown envelope')
  const { token, uuid, event } = read.data
  checkSender(keys, { token, appId: event.app_id, tenantKey: event.tenant_key })
  if (signedAt !== undefined) checkTime(signedAt, false, now)
  return { kind: 'event', event: { kind: 'other', eventId: uuid, name: event.type } }
}

/**
 * One request of Feishu: size, signature over the raw bytes, key, token, app, tenant and time are checked before
 * anything is believed (feishu §5.3). Never throws; reasons of a refusal hold nothing of the request.
 */
export function readRequest(request: RawRequest, keys: FeishuKeys, now: number): ReadOutcome {
  try {
    return readBody(openBody(request, keys), keys, now)
  } catch (error) {
    const known = error instanceof Refusal
    return {
      kind: 'refused',
      answer: jsonAnswer(known ? error.status : 400, {}),
      reason: known ? error.message : 'unreadable',
    }
  }
}

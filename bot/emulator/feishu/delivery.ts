import type { PushOutcome } from '../frame'
import { encrypt, sign } from './crypto'
import type { Json } from './gateway'
import type { FeishuApp } from './setup'
import { absolute, type FeishuState, randomHex } from './state'

/** Ways a delivered request can be wrong or odd on purpose. */
export interface Tampering {
  /** The same JSON with spaces, rightly signed over these bytes. */
  spaces?: boolean
  wrongSignature?: boolean
  /** Encrypted, but without signature headers. */
  unsigned?: boolean
  /** Signed with a timestamp this many ms in the past. */
  staleMs?: number
  token?: string
  appId?: string
  tenantKey?: string
  /** Not encrypted although an Encrypt Key is set. */
  plain?: boolean
}

export interface Delivery {
  id: string
  kind: 'event' | 'callback' | 'challenge'
  appId: string
  url: string
  eventType: string
  eventId: string
  attempt: number
  at: number
  /** The JSON before encryption. */
  payload: Json
  /** What went over the wire. */
  rawBody: string
  headers: Record<string, string>
  outcome: PushOutcome
}

export interface Sending {
  kind: Delivery['kind']
  app: FeishuApp
  url: string
  eventType: string
  eventId: string
  attempt?: number
  payload: Json
  timeoutMs: number
  tampering?: Tampering
}

export interface Deliveries {
  send(sending: Sending): Promise<Delivery>
  /** Byte for byte what was sent before (replayed). */
  replay(deliveryId: string): Promise<Delivery>
  list(): Delivery[]
  clear(): void
}

const KEPT = 2000

function wireBody(app: FeishuApp, payload: Json, tampering: Tampering): string {
  const inner = JSON.stringify(payload, null, tampering.spaces ? 2 : undefined)
  if (!app.encryptKey || tampering.plain) return inner
  return JSON.stringify({ encrypt: encrypt(inner, app.encryptKey) }, null, tampering.spaces ? 2 : undefined)
}

function signature(state: FeishuState, app: FeishuApp, rawBody: string, tampering: Tampering): Record<string, string> {
  if (!app.encryptKey || tampering.unsigned) return {}
  const timestamp = String(Math.floor((state.frame.clock.now() - (tampering.staleMs ?? 0)) / 1000))
  const nonce = randomHex(8)
  const right = sign(timestamp, nonce, app.encryptKey, rawBody)
  return {
    'X-Lark-Request-Timestamp': timestamp,
    'X-Lark-Request-Nonce': nonce,
    'X-Lark-Signature': tampering.wrongSignature ? right.replace(/^./, (first) => (first === '0' ? '1' : '0')) : right,
  }
}

export function createDeliveries(state: FeishuState): Deliveries {
  const done: Delivery[] = []

  async function deliver(delivery: Omit<Delivery, 'outcome' | 'id' | 'at'>, timeoutMs: number): Promise<Delivery> {
    const { url, headers, rawBody: body } = delivery
    const at = state.frame.clock.now()
    const outcome = await state.frame.push(url, { method: 'POST', headers, body, timeoutMs })
    const finished = { ...delivery, id: state.frame.newId(), at, outcome }
    done.push(finished)
    if (done.length > KEPT) done.shift()
    return finished
  }

  return {
    send({ timeoutMs, tampering = {}, ...sending }) {
      const rawBody = wireBody(sending.app, sending.payload, tampering)
      // The verification request of the console is never signed (feishu §5.1).
      const signed = sending.kind === 'challenge' ? {} : signature(state, sending.app, rawBody, tampering)
      const headers = { 'Content-Type': 'application/json; charset=utf-8', ...signed }
      const { app, url, attempt = 1, ...rest } = sending
      const work = deliver(
        { ...rest, appId: app.appId, url: absolute(state, url), attempt, rawBody, headers },
        timeoutMs,
      )
      return state.frame.clock.track(work)
    },
    replay(deliveryId) {
      const earlier = done.find((one) => one.id === deliveryId)
      if (!earlier) throw new Error('no such delivery')
      const { id: _id, at: _at, outcome: _outcome, ...rest } = earlier
      return state.frame.clock.track(deliver(rest, state.settings.callbackDeadlineMs))
    },
    list: () => [...done],
    clear: () => {
      done.length = 0
    },
  }
}

/** The reply as JSON object; undefined when it is anything else. */
export function replyJson(delivery: Delivery): Json | undefined {
  if (!('reply' in delivery.outcome)) return undefined
  try {
    const value = JSON.parse(delivery.outcome.reply.body.toString('utf8')) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined
  } catch {
    return undefined
  }
}

export const replyStatus = (delivery: Delivery): number =>
  'reply' in delivery.outcome ? delivery.outcome.reply.status : 0

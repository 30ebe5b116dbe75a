import type { Deliveries, Delivery, Tampering } from './delivery'
import { replyJson, replyStatus } from './delivery'
import type { Json } from './gateway'
import type { FeishuApp } from './setup'
import { type FeishuState, randomHex } from './state'

/** feishu §5.5: after a failed delivery, counted from the attempt before. */
const RETRY_AFTER_MS = [15_000, 300_000, 3600_000, 6 * 3600_000]

export interface EventRequest {
  appId: string
  type: string
  event: Json
  /** v1 = the old envelope with `uuid`. */
  envelope?: 'v1' | 'v2'
  eventId?: string
  tampering?: Tampering
}

interface EventParts {
  state: FeishuState
  deliveries: Deliveries
  app: FeishuApp
}

export interface Events {
  /** Delivers an event to the app's event address, with the platform's retries. */
  push(request: EventRequest): Promise<void>
  /** Lets held events go; 'reversed' = out of order. */
  release(order?: 'sent' | 'reversed'): Promise<void>
  /** Console: saving the address. True when the product answered rightly in time. */
  verifyUrl(
    appId: string,
    which: 'event' | 'callback',
    tampering?: Tampering,
  ): Promise<Delivery & { accepted: boolean }>
}

function envelope(state: FeishuState, app: FeishuApp, request: EventRequest, eventId: string): Json {
  const now = state.frame.clock.now()
  const { tampering = {} } = request
  const token = tampering.token ?? app.verificationToken
  const ids = { tenant_key: tampering.tenantKey ?? state.tenantKey, app_id: tampering.appId ?? app.appId }
  if (request.envelope === 'v1') {
    const event = { app_id: ids.app_id, tenant_key: ids.tenant_key, type: request.type, ...request.event }
    return { ts: (now / 1000).toFixed(7), uuid: eventId, token, type: 'event_callback', event }
  }
  const header = { event_id: eventId, token, create_time: String(now), event_type: request.type, ...ids }
  return { schema: '2.0', header, event: request.event }
}

async function attempt(parts: EventParts, request: EventRequest, eventId: string, number = 1): Promise<void> {
  const { state, deliveries, app } = parts
  if (!app.eventUrl) return
  const payload = envelope(state, app, request, eventId)
  const { type: eventType, tampering = {} } = request
  const target = { kind: 'event' as const, app, url: app.eventUrl, eventType, eventId, payload, tampering }
  const delivery = await deliveries.send({ ...target, attempt: number, timeoutMs: state.settings.callbackDeadlineMs })
  const wait = RETRY_AFTER_MS[number - 1]
  if (replyStatus(delivery) === 200 || wait === undefined) return
  state.frame.clock.at(state.frame.clock.now() + wait, () => attempt(parts, request, eventId, number + 1))
}

async function deliver(parts: EventParts, request: EventRequest): Promise<void> {
  const { duplicateAfterSuccess, sameMessageNewEventId } = parts.state.settings
  const eventId = request.eventId ?? randomHex(16)
  await attempt(parts, request, eventId)
  if (duplicateAfterSuccess) await attempt(parts, request, eventId)
  if (sameMessageNewEventId && request.type === 'im.message.receive_v1') await attempt(parts, request, randomHex(16))
}

async function challengeUrl({ state, deliveries, app }: EventParts, url: string, tampering: Tampering) {
  const challenge = randomHex(16)
  const payload = { challenge, token: tampering.token ?? app.verificationToken, type: 'url_verification' }
  const names = { kind: 'challenge' as const, eventType: 'url_verification', eventId: challenge }
  const timeoutMs = state.settings.challengeDeadlineMs
  const delivery = await deliveries.send({ ...names, app, url, payload, tampering, timeoutMs })
  return { ...delivery, accepted: replyStatus(delivery) === 200 && replyJson(delivery)?.challenge === challenge }
}

export function createEvents(state: FeishuState, deliveries: Deliveries): Events {
  let held: (() => Promise<void>)[] = []
  return {
    async push(request) {
      const app = state.apps.get(request.appId)
      if (!app?.eventUrl || app.disabled) return
      if (app.events !== '*' && !app.events.includes(request.type)) return
      const run = () => deliver({ state, deliveries, app }, request)
      if (state.settings.holdEvents) held.push(run)
      else await state.frame.clock.track(run())
    },
    async release(order = 'sent') {
      const waiting = order === 'reversed' ? held.reverse() : held
      held = []
      for (const run of waiting) await state.frame.clock.track(run())
    },
    async verifyUrl(appId, which, tampering = {}) {
      const app = state.apps.get(appId)
      const url = which === 'event' ? app?.eventUrl : app?.callbackUrl
      if (!app || !url) throw new Error('the app has no such address')
      return challengeUrl({ state, deliveries, app }, url, tampering)
    },
  }
}

import type { PushOutcome } from '../frame'
import type { CallbackSettings, Corp, WecomApp } from './corp'
import { Envelopes, type Forgery, type Wire } from './envelope'
import type { XmlField } from './xml'

export interface Attempt {
  at: number
  timestamp: string
  nonce: string
  /** HTTP status, or why there was none. */
  result: number | 'timeout' | 'connection' | 'address'
  tookMs: number
}

export interface Delivery {
  id: number
  agentId: number
  fields: XmlField[]
  attempts: Attempt[]
  outcome: 'pending' | 'acked' | 'failed' | 'lost' | 'held' | 'unconfigured'
}

/** Gets the body of an accepted delivery when it is more than an empty acknowledgement. */
export type ReplyReader = (app: WecomApp, settings: CallbackSettings, body: string) => void

interface UrlCheck {
  saved: boolean
  reason?: string
}

/** What the console accepts at all (wecom §5.1). */
function wellFormed({ url, token, encodingAesKey }: CallbackSettings): boolean {
  return URL.canParse(url) && /^[A-Za-z0-9]{1,32}$/.test(token) && /^[A-Za-z0-9]{43}$/.test(encodingAesKey)
}

const XML_HEADERS = { 'content-type': 'text/xml' }

function resultOf(outcome: PushOutcome): Attempt['result'] {
  return 'reply' in outcome ? outcome.reply.status : outcome.failure
}

/** Delivery of callbacks to the product: acknowledgement, retries, and the ways it can go wrong (wecom §5.2). */
export class Callbacks {
  readonly deliveries: Delivery[] = []
  private readonly envelopes: Envelopes
  private held: (() => Promise<void>)[] = []
  private last: Wire | undefined

  constructor(private readonly corp: Corp) {
    this.envelopes = new Envelopes(corp)
  }

  private async post(wire: Wire): Promise<PushOutcome> {
    const request = {
      method: 'POST' as const,
      headers: XML_HEADERS,
      body: wire.body,
      timeoutMs: this.corp.flags.callbackLimitMs,
    }
    return this.corp.frame.push(wire.url, request)
  }

  private agentText(app: WecomApp): string {
    return app.kind === 'sync' ? '' : String(app.agentId)
  }

  private async attempt(app: WecomApp, settings: CallbackSettings, delivery: Delivery, xml: string, read: ReplyReader) {
    const wire = this.envelopes.seal(settings, this.agentText(app), xml)
    const begun = performance.now()
    const outcome = await this.post(wire)
    const result = resultOf(outcome)
    const tookMs = Math.round(performance.now() - begun)
    delivery.attempts.push({ at: this.corp.now(), timestamp: wire.timestamp, nonce: wire.nonce, result, tookMs })
    if (result === 'timeout')
      this.corp.remark('slowAck', `callback not acknowledged within ${this.corp.flags.callbackLimitMs} ms`)
    if (result !== 200 || !('reply' in outcome)) return false
    this.last = wire
    const body = outcome.reply.body.toString('utf8')
    if (body.trim() !== '' && body.trim() !== 'success') read(app, settings, body)
    return true
  }

  /** One delivery with its retries; same content every time, encrypted afresh. */
  private async carryOut(
    app: WecomApp,
    settings: CallbackSettings,
    delivery: Delivery,
    read: ReplyReader,
  ): Promise<void> {
    const xml = this.envelopes.innerXml(delivery.fields)
    for (let tries = 0; tries <= this.corp.flags.callbackRetries; tries += 1) {
      if (await this.attempt(app, settings, delivery, xml, read)) {
        delivery.outcome = 'acked'
        return
      }
    }
    delivery.outcome = 'failed'
  }

  async releaseHeld(): Promise<void> {
    const waiting = this.held
    this.held = []
    for (const run of waiting) await run()
  }

  private async byMode(delivery: Delivery, run: () => Promise<void>): Promise<void> {
    switch (this.corp.flags.delivery) {
      case 'lost':
        delivery.outcome = 'lost'
        return
      case 'twice':
        await run()
        return run()
      case 'delayed':
        delivery.outcome = 'held'
        this.corp.frame.clock.at(this.corp.now() + this.corp.flags.deliveryDelayMs, run)
        return
      case 'outOfOrder':
        if (this.held.length === 0) {
          delivery.outcome = 'held'
          this.held.push(run)
          return
        }
        await run()
        return this.releaseHeld()
      case 'normal':
        return run()
    }
  }

  async deliver(app: WecomApp, fields: XmlField[], read: ReplyReader): Promise<Delivery> {
    const settings = app.callback
    const delivery: Delivery = {
      id: this.deliveries.length + 1,
      agentId: app.agentId,
      fields,
      attempts: [],
      outcome: 'pending',
    }
    this.deliveries.push(delivery)
    if (!settings || !wellFormed(settings)) delivery.outcome = 'unconfigured'
    else await this.corp.frame.clock.track(this.byMode(delivery, () => this.carryOut(app, settings, delivery, read)))
    return delivery
  }

  /** The answer must be the plain text byte for byte; a failing check leaves the app without callback. */
  async configure(app: WecomApp, settings: CallbackSettings): Promise<UrlCheck> {
    app.callback = undefined
    if (!wellFormed(settings)) return { saved: false, reason: 'format' }
    const { url, plain } = this.envelopes.echo(settings)
    const outcome = await this.corp.frame.push(url, { method: 'GET', timeoutMs: this.corp.flags.urlCheckLimitMs })
    if (!('reply' in outcome)) return { saved: false, reason: outcome.failure }
    if (outcome.reply.status !== 200) return { saved: false, reason: `HTTP ${outcome.reply.status}` }
    if (!outcome.reply.body.equals(Buffer.from(plain))) return { saved: false, reason: 'echostr' }
    app.callback = settings
    return { saved: true }
  }

  /** Sends one forged request; answers what the product said. No retries, nothing is applied. */
  async forge(app: WecomApp, fields: XmlField[], forgery: Forgery): Promise<Attempt['result']> {
    if (!app.callback || !wellFormed(app.callback)) return 'address'
    const xml = this.envelopes.innerXml(fields)
    return resultOf(await this.post(this.envelopes.seal(app.callback, this.agentText(app), xml, forgery)))
  }

  /** Sends the last acknowledged request again, byte for byte. */
  async replay(): Promise<Attempt['result']> {
    return this.last ? resultOf(await this.post(this.last)) : 'address'
  }
}

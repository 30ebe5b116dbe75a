import type { Corp, WecomApp } from './corp'
import { pageSignature, secretText } from './crypto'
import { refuse } from './errors'
import type { Call, Endpoint } from './gate'
import { type Json, textAt } from './json'
import { HOUR } from './quota'

const VALID_SECONDS = 7200

/** `corp` signs wx.config, `app` signs wx.agentConfig; they are not interchangeable (wecom §3.1). */
type TicketKind = 'corp' | 'app'

function ownerKey(kind: TicketKind, app: WecomApp): string {
  return kind === 'corp' ? 'corp' : `app:${app.agentId}`
}

interface Ticket {
  text: string
  expiresAt: number
}

interface SignedPage {
  kind: TicketKind
  appId: string
  agentId?: string
  timestamp: string
  nonce: string
  signature: string
  /** Address of the page, with or without its hash. */
  url: string
}

/** JS-SDK tickets and the check a client makes with them (wecom §3.1). */
export class Tickets {
  private readonly current = new Map<string, Ticket>()
  /** Tickets end after two hours each, so one corp keeps a few of them alive at most. */
  private readonly issued = new Map<string, Ticket[]>()

  constructor(private readonly corp: Corp) {}

  private issue(call: Call, kind: TicketKind): Json {
    const withinApp = this.corp.quotas.within(
      `ticket:${kind}:${call.app.agentId}`,
      this.corp.flags.ticketsPerHour,
      HOUR,
    )
    const withinCorp = this.corp.quotas.within(`ticket:${kind}:corp`, this.corp.flags.ticketsPerHour * 4, HOUR)
    if (this.corp.flags.rateLimits && !(withinApp && withinCorp)) refuse(45009)
    const key = ownerKey(kind, call.app)
    const known = this.current.get(key)
    const usable = known && known.expiresAt > this.corp.now()
    const ticket = usable ? known : { text: secretText(64), expiresAt: this.corp.now() + VALID_SECONDS * 1000 }
    this.current.set(key, ticket)
    if (!usable) this.issued.set(key, [...(this.issued.get(key) ?? []), ticket])
    return { errcode: 0, errmsg: 'ok', ticket: ticket.text, expires_in: VALID_SECONDS }
  }

  private appTicket(call: Call): Json {
    if (call.query.get('type') !== 'agent_config') return refuse(40035, 'invalid type')
    return this.issue(call, 'app')
  }

  private trusted(page: SignedPage, app: WecomApp): boolean {
    const wanted = app.trustedHost ?? new URL(this.corp.frame.productUrl()).host
    // the JS-SDK knows hosts without port only (ERR 80001)
    return URL.canParse(page.url) && new URL(page.url).hostname === wanted.replace(/:\d+$/, '')
  }

  /** What a WeCom client does with the parameters of wx.config and wx.agentConfig; 0 or an error code. */
  verify(page: SignedPage): number {
    if (page.appId !== this.corp.id) return 40013
    const app = page.agentId === undefined ? this.corp.mainApp : this.corp.appOf(Number(page.agentId))
    if (!app) return 40056
    if (!this.trusted(page, app)) return 80001
    if (!/^\d{10}$/.test(page.timestamp)) return 40093
    const alive = (this.issued.get(ownerKey(page.kind, app)) ?? []).filter((one) => one.expiresAt > this.corp.now())
    const signed = alive.some((one) => pageSignature(one.text, page.nonce, page.timestamp, page.url) === page.signature)
    return signed ? 0 : 40093
  }

  endpoints(): Endpoint[] {
    return [
      { method: 'GET', path: 'get_jsapi_ticket', run: (call) => this.issue(call, 'corp') },
      { method: 'GET', path: 'ticket/get', run: (call) => this.appTicket(call) },
    ]
  }
}

/** Reads the parameters of the bridge calls `preVerifyJSAPI` and `agentConfig` (wecom §3.2). */
export function signedPageOf(call: string, parameters: Json, url: string): SignedPage | undefined {
  const read = (key: string) => String(parameters[key] ?? '')
  if (call === 'preVerifyJSAPI') {
    return {
      kind: 'corp',
      appId: textAt(parameters, 'verifyAppId') || read('appId'),
      timestamp: read('verifyTimestamp'),
      nonce: read('verifyNonceStr'),
      signature: read('verifySignature'),
      url,
    }
  }
  if (call !== 'agentConfig') return undefined
  return {
    kind: 'app',
    appId: read('corpid'),
    agentId: read('agentid'),
    timestamp: read('timestamp'),
    nonce: read('nonceStr'),
    signature: read('signature'),
    url,
  }
}

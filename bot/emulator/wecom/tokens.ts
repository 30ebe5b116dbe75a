import type { Corp, WecomApp } from './corp'
import { secretText } from './crypto'
import { refuse } from './errors'
import type { Call, Endpoint } from './gate'
import type { Json } from './json'
import { HOUR } from './quota'

const VALID_SECONDS = 7200

interface Token {
  text: string
  app: WecomApp
  expiresAt: number
  /** Made invalid before its time: as if unknown, or as if expired. */
  killed: 'unknown' | 'expired' | undefined
}

function usable(token: Token | undefined, now: number): token is Token {
  return token !== undefined && !token.killed && token.expiresAt > now
}

/** gettoken and what becomes of its tokens (wecom §1.2). */
export class Tokens {
  private readonly known = new Map<string, Token>()
  private readonly current = new Map<WecomApp, Token>()
  /** gettoken calls answered with a token, for "does the product cache it". */
  issued = 0

  constructor(private readonly corp: Corp) {}

  private checkSecret(secret: string, ip: string): WecomApp {
    const app = this.corp.apps.find((one) => one.secret === secret && !one.closed)
    if (app) return app
    const limit = this.corp.flags.wrongSecretLimit
    if (limit > 0) this.corp.quotas.within(`wrongSecret:${ip}`, limit, HOUR)
    return refuse(40001)
  }

  private issue(app: WecomApp): Json {
    this.issued += 1
    const last = this.current.get(app)
    const reused = this.corp.flags.sameToken && usable(last, this.corp.now())
    const token = reused
      ? last
      : { text: secretText(160), app, expiresAt: this.corp.now() + VALID_SECONDS * 1000, killed: undefined }
    this.known.set(token.text, token)
    this.current.set(app, token)
    return { errcode: 0, errmsg: 'ok', access_token: token.text, expires_in: VALID_SECONDS }
  }

  private gettoken(call: Call): Json {
    const secret = call.query.get('corpsecret')
    if (!secret) refuse(41004)
    const corpId = call.query.get('corpid')
    if (!corpId) refuse(41002)
    const banned =
      this.corp.flags.wrongSecretLimit > 0 &&
      this.corp.quotas.countOf(`wrongSecret:${call.ip}`) >= this.corp.flags.wrongSecretLimit
    if (banned) refuse(45009)
    if (corpId !== this.corp.id) refuse(40013)
    return this.issue(this.checkSecret(secret, call.ip))
  }

  /** The app of a valid token; refuses with 41001, 40014 or 42001 in this order. */
  appOf(text: string | null): WecomApp {
    if (!text) return refuse(41001)
    const token = this.known.get(text)
    if (!token || token.killed === 'unknown') return refuse(40014)
    if (token.killed === 'expired' || token.expiresAt <= this.corp.now())
      return refuse(this.corp.flags.expiredTokenCode)
    return token.app
  }

  endpoint(): Endpoint {
    return { method: 'GET', path: 'gettoken', open: true, ipExempt: true, run: (call) => this.gettoken(call) }
  }

  /** The platform may end a token early. Ends all tokens given out so far. */
  invalidate(how: 'unknown' | 'expired'): void {
    for (const token of this.known.values()) token.killed ??= how
  }
}

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { Corp, WecomApp, WecomUser } from './corp'
import { secretText } from './crypto'
import { refuse } from './errors'
import type { Call, Endpoint } from './gate'
import { type Json, textAt } from './json'
import { seesUser } from './visibleRange'

interface LoginCode {
  person: string
  /** App the authorize address named; only its token may redeem the code (wecom §2.1, 50001). */
  agentId: number | undefined
  issuedAt: number
  used: boolean
  /** snsapi_privateinfo took effect: a user_ticket goes along. */
  ticket: boolean
  consent: boolean
}

interface UserTicket {
  user: WecomUser
  issuedAt: number
  consent: boolean
}

const STATE = /^[a-zA-Z0-9]{0,128}$/

function errorPage(ctx: Context, code: number, text: string): void {
  ctx.status = 200
  ctx.type = 'text/html; charset=utf-8'
  ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>出错了</title><body><h1>无法打开页面</h1><p>${text}</p><p>errcode: ${code}</p></body></html>`
}

function consentPage(ctx: Context): void {
  const link = (answer: string) =>
    `?${ctx.querystring}&emulator_consent=${answer}`.replaceAll('&', '&amp;').replaceAll('"', '%22')
  ctx.type = 'text/html; charset=utf-8'
  ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>授权</title><body><h1>应用申请获取你的头像、性别、手机、邮箱</h1>
<p><a href="${link('given')}">同意</a></p><p><a href="${link('refused')}">拒绝</a></p></body></html>`
}

function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host : undefined
}

/** Login pages as the two WeCom hosts serve them, and the calls that turn a code into a person. */
export class Login {
  private readonly codes = new Map<string, LoginCode>()
  private readonly tickets = new Map<string, UserTicket>()

  constructor(private readonly corp: Corp) {}

  /**
   * Host and port have to equal the trusted domain exactly; no parent domain, no wildcard (wecom §9). In a desktop browser it
   * is 授权回调域, a setting of its own.
   */
  private trusts(app: WecomApp, redirectUri: string, isBrowser: boolean): boolean {
    const own = isBrowser ? (app.browserHost ?? app.trustedHost) : app.trustedHost
    const trusted = own ?? hostOf(this.corp.frame.productUrl())
    return trusted !== undefined && trusted === hostOf(redirectUri)
  }

  private refusal(ctx: Context, query: URLSearchParams): [code: number, text: string] | undefined {
    const isBrowser = query.get('login_type') === 'CorpApp'
    const redirect = query.get('redirect_uri') ?? ''
    const agent = query.get('agentid')
    const apps = agent ? this.corp.apps.filter((one) => String(one.agentId) === agent) : this.corp.apps
    if (query.get('appid') !== this.corp.id) return [40013, 'appid 不是本企业']
    if (this.corp.flags.wecomClientOnly && !/wxwork/i.test(ctx.get('user-agent')))
      return [0, '请在企业微信客户端打开链接']
    if (agent && apps.length === 0) return [40056, '没有这个应用']
    if (!apps.some((one) => one.kind === 'app' && this.trusts(one, redirect, isBrowser))) {
      return [50001, 'redirect_uri 与配置的授权完成回调域名不一致']
    }
    return STATE.test(query.get('state') ?? '') ? undefined : [40035, 'state 参数不合法']
  }

  private sendBack(ctx: Context, query: URLSearchParams, code: LoginCode): void {
    const text = secretText(32)
    this.codes.set(text, code)
    const target = new URL(query.get('redirect_uri') ?? '')
    target.searchParams.append('code', text)
    if (query.get('state') !== null) target.searchParams.append('state', query.get('state') ?? '')
    ctx.redirect(target.href)
  }

  private personOr(ctx: Context): string | undefined {
    const person = this.corp.frame.currentPerson(ctx, 'wecom')
    if (person !== undefined) return person
    ctx.type = 'text/html; charset=utf-8'
    ctx.body = this.corp.frame.choosePersonPage('wecom', ctx.originalUrl)
    return undefined
  }

  /** A member in front of the authorize page: asked for consent, refused, or sent back with a code. */
  private admit(ctx: Context, query: URLSearchParams, person: string): void {
    const agent = query.get('agentid')
    // without agentid a request for private data is treated like snsapi_base (wecom §2.1)
    const asksPrivate = query.get('scope') === 'snsapi_privateinfo' && agent !== null
    const app = agent === null ? undefined : this.corp.appOf(Number(agent))
    const user = this.corp.user(person)
    const outside = asksPrivate && app && !(user && seesUser(this.corp, app, user))
    const consent = query.get('emulator_consent') ?? this.corp.flags.consent
    if (outside) errorPage(ctx, 50002, '你不在应用的可见范围内')
    else if (asksPrivate && consent === 'ask') consentPage(ctx)
    else {
      const issuedAt = this.corp.now()
      const agentId = app?.agentId
      this.sendBack(ctx, query, {
        person,
        agentId,
        issuedAt,
        used: false,
        ticket: asksPrivate,
        consent: consent === 'given',
      })
    }
  }

  private withPerson(ctx: Context, query: URLSearchParams, then: (person: string) => void): void {
    const wrong = this.refusal(ctx, query)
    const person = wrong ? undefined : this.personOr(ctx)
    if (wrong) errorPage(ctx, ...wrong)
    else if (person !== undefined) then(person)
  }

  private authorize(ctx: Context): void {
    const query = new URLSearchParams(ctx.querystring)
    this.withPerson(ctx, query, (person) => this.admit(ctx, query, person))
  }

  /** Login in a desktop browser; redeemed like the other, but never with a user_ticket (wecom §2.4). */
  private desktop(ctx: Context): void {
    const query = new URLSearchParams(ctx.querystring)
    const agentId = Number(query.get('agentid'))
    if (query.get('login_type') !== 'CorpApp') errorPage(ctx, 40035, 'login_type 参数不合法')
    else if (!query.get('agentid')) errorPage(ctx, 41011, '缺少 agentid')
    else {
      this.withPerson(ctx, query, (person) => {
        this.sendBack(ctx, query, {
          person,
          agentId,
          issuedAt: this.corp.now(),
          used: false,
          ticket: false,
          consent: false,
        })
      })
    }
  }

  private redeem(call: Call): LoginCode {
    const text = call.query.get('code')
    if (!text) return refuse(41008, 'oauth code missing')
    const code = this.codes.get(text)
    if (!code) return refuse(40029)
    if (code.used && this.corp.flags.oauthCodeOnce) return refuse(this.corp.flags.usedCode, 'invalid code')
    if (this.corp.now() - code.issuedAt > this.corp.flags.oauthCodeSeconds * 1000)
      return refuse(this.corp.flags.staleCode, 'invalid code')
    if (code.agentId !== undefined && code.agentId !== call.app.agentId)
      return refuse(50001, 'redirect_url domain illegal')
    code.used = true
    return code
  }

  /** Who the code stands for. Somebody who is no member gets an openid and no userid, with errcode 0 (wecom §2.2). */
  private getUserInfo(call: Call): Json {
    const code = this.redeem(call)
    const user = this.corp.user(code.person)
    if (!user || user.status === 5)
      return { errcode: 0, errmsg: 'ok', openid: `o${Buffer.from(code.person).toString('hex')}` }
    if (!code.ticket) return { errcode: 0, errmsg: 'ok', userid: user.userid }
    const ticket = secretText(64)
    this.tickets.set(ticket, { user, issuedAt: this.corp.now(), consent: code.consent })
    return { errcode: 0, errmsg: 'ok', userid: user.userid, user_ticket: ticket }
  }

  /** The path of before 2022: same answer under capitalised names. */
  private legacyUserInfo(call: Call): Json {
    const { userid, openid } = this.getUserInfo(call)
    const base = { errcode: 0, errmsg: 'ok' }
    return userid ? { ...base, UserId: userid, DeviceId: '' } : { ...base, OpenId: openid, DeviceId: '' }
  }

  /** No `name` (wecom §2.3); without consent only the empty gender and a default picture. */
  private getUserDetail(call: Call): Json {
    const ticket = this.tickets.get(textAt(call.body, 'user_ticket'))
    if (!ticket) return refuse(84015, 'invalid user_ticket')
    if (this.corp.now() - ticket.issuedAt > this.corp.flags.userTicketSeconds * 1000)
      return refuse(84014, 'user_ticket expired')
    const { user, consent } = ticket
    const base = { errcode: 0, errmsg: 'ok', userid: user.userid }
    if (!consent) return { ...base, gender: '0', avatar: 'https://rescdn.qqmail.com/node/wwmng/default_avatar.png' }
    const { gender = '0', avatar, mobile, email, bizMail: biz_mail, address } = user
    const known = Object.entries({ avatar, mobile, email, biz_mail, address }).filter(
      ([, value]) => value !== undefined,
    )
    return { ...base, gender, ...Object.fromEntries(known) }
  }

  endpoints(): Endpoint[] {
    return [
      { method: 'GET', path: 'auth/getuserinfo', run: (call) => this.getUserInfo(call) },
      { method: 'GET', path: 'user/getuserinfo', run: (call) => this.legacyUserInfo(call) },
      { method: 'POST', path: 'auth/getuserdetail', run: (call) => this.getUserDetail(call) },
    ]
  }

  mount(router: Router): void {
    router.get('/wecom/connect/oauth2/authorize', (ctx) => this.authorize(ctx))
    router.get('/wecom/wwlogin/sso/login', (ctx) => this.desktop(ctx))
  }
}

import type Router from '@koa/router'
import type { Context } from 'koa'
import { readJsonBody } from '../body'
import { readDeskFile } from '../staticFiles'
import { sha1Hex } from './crypto'
import { asText, type Gateway, isObject, type Json } from './gateway'
import { CODE_LIFE_MS, isListedUrl, issueCode } from './login'
import type { FeishuApp } from './setup'
import { absolute, type FeishuState, randomHex, userInRange } from './state'

const TICKET_LIFE_MS = 7200_000
const SIGNATURE_LIFE_MS = 600_000
const KNOWN_APIS = [
  'chooseImage',
  'closeWindow',
  'previewImage',
  'scanCode',
  'setNavigationBar',
  'biz.navigation.close',
]

interface Ticket {
  ticket: string
  expires: number
  /** How often the product asked: the quota is small (§1.4). */
  requests: number
}

export interface Jssdk {
  addRoutes(gateway: Gateway, router: Router): void
  ticketRequests(appId: string): number
  /** What the client answers to `h5sdk.config` (row 35). */
  config(input: Json): Json
  /** What the client answers to requestAccess / requestAuthCode (row 32). */
  code(input: Json, userId: string | undefined): Json
}

const failure = (errno: number, errString: string) => ({ ok: false, errno, errCode: errno, errString })

function allowOrigin(state: FeishuState, ctx: Context): void {
  ctx.set('Vary', 'Origin')
  const origin = ctx.get('origin')
  if (!origin || origin !== new URL(state.frame.productUrl()).origin) return
  ctx.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' })
  ctx.set('Access-Control-Allow-Headers', 'content-type')
}

export function createJssdk(state: FeishuState): Jssdk {
  const tickets = new Map<string, Ticket>()
  const usedSignatures = new Map<string, number>()
  const now = () => state.frame.clock.now()

  function ticketOf(app: FeishuApp): Json {
    const known = tickets.get(app.appId)
    const live =
      known && known.expires > now() ? known : { ticket: randomHex(20), expires: now() + TICKET_LIFE_MS, requests: 0 }
    tickets.set(app.appId, { ...live, requests: (known?.requests ?? 0) + 1 })
    return { ticket: live.ticket, expire_in: Math.floor((live.expires - now()) / 1000) }
  }

  function isTrusted(app: FeishuApp, pageUrl: string): boolean {
    const origin = new URL(pageUrl).origin
    return app.trustedDomains.some((domain) => new URL(absolute(state, domain)).origin === origin)
  }

  function config(input: Json): Json {
    const [appId, nonce, signature, pageUrl] = ['appId', 'nonceStr', 'signature', 'pageUrl'].map((name) =>
      asText(input[name]),
    )
    const app = state.apps.get(appId ?? '')
    if (!app) return { ok: false, errorCode: 333440, errorMsg: 'app is unknown' }
    if (!nonce || !signature || !pageUrl) return { ok: false, errorCode: 1012, errorMsg: 'param type error' }
    const ticket = tickets.get(app.appId)
    if (!ticket || ticket.expires <= now()) return { ok: false, errorCode: 333442, errorMsg: 'jsapi ticket not found' }
    if (app.trustedDomains.length === 0) return { ok: false, errorCode: 333447, errorMsg: 'no trusted domain' }
    if (!isTrusted(app, pageUrl)) return { ok: false, errorCode: 333448, errorMsg: 'url is not in trusted domains' }
    const url = pageUrl.split('#')[0]
    const verify = `jsapi_ticket=${ticket.ticket}&noncestr=${nonce}&timestamp=${input.timestamp}&url=${url}`
    if (sha1Hex(verify) !== signature) {
      return { ok: false, errorCode: 333441, errorMsg: `signature is wrong: ${verify.replace(ticket.ticket, '***')}` }
    }
    const usedAt = usedSignatures.get(signature)
    if (usedAt !== undefined && now() - usedAt < SIGNATURE_LIFE_MS) {
      return { ok: false, errorCode: 333443, errorMsg: 'signature is repeated' }
    }
    const stamp = Number(input.timestamp) * (String(input.timestamp).length > 10 ? 1 : 1000)
    if (Math.abs(now() - stamp) > SIGNATURE_LIFE_MS)
      return { ok: false, errorCode: 333444, errorMsg: 'signature is expired' }
    usedSignatures.set(signature, now())
    const strange = (Array.isArray(input.jsApiList) ? input.jsApiList : []).find(
      (api) => !KNOWN_APIS.includes(asText(api)),
    )
    if (strange !== undefined) return { ok: false, errorCode: 333446, errorMsg: `unknown api ${strange}` }
    return { ok: true }
  }

  function code(input: Json, userId: string | undefined): Json {
    const kind = input.kind === 'requestAuthCode' ? 'requestAuthCode' : 'requestAccess'
    const mode = state.settings.requestAccess
    if (kind === 'requestAccess' && mode === 'errno103') return failure(103, 'feature not supported')
    if (mode === 'refused') return failure(2700002, 'user denied')
    const app = state.apps.get(asText(input.appId))
    if (!app) return failure(10200, 'invalid app id')
    const user = userId === undefined ? undefined : state.users.get(userId)
    if (!user) return { ...failure(10210, 'no session'), choosePerson: true }
    if (app.redirectUrls.length === 0) return failure(10235, 'no redirect url configured')
    if (!isListedUrl(state, app, asText(input.pageUrl)))
      return failure(10236, 'page url is not in the redirect url list')
    if (kind === 'requestAuthCode' && !userInRange(state, app.availability, user))
      return failure(10228, 'app is not visible to user')
    const grant = { appId: app.appId, userId: user.userId, scopes: [], expires: now() + CODE_LIFE_MS[kind] }
    return { ok: true, code: issueCode(state, grant), state: asText(input.state) }
  }

  return {
    config,
    code,
    ticketRequests: (appId) => tickets.get(appId)?.requests ?? 0,
    addRoutes(gateway, router) {
      for (const method of ['get', 'post'] as const) {
        gateway.tenant(method, '/jssdk/ticket/get', [], ({ app }) => ({ code: 0, msg: 'ok', data: ticketOf(app) }))
      }
      router.get('/h5-js-sdk.js', (ctx) => {
        ctx.set({ 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' })
        const script = readDeskFile('h5-js-sdk.js')?.body.toString('utf8') ?? ''
        // A client below 6.9 has no requestAccess at all (§2.1).
        const old = state.settings.requestAccess === 'absent' ? '\ndelete window.tt.requestAccess\n' : ''
        ctx.body = script + old
      })
      router.options('/client/:call', (ctx) => {
        allowOrigin(state, ctx)
        ctx.status = 204
      })
      router.post('/client/:call', async (ctx) => {
        allowOrigin(state, ctx)
        const body = await readJsonBody(ctx)
        const input = isObject(body) ? body : {}
        ctx.body = ctx.params.call === 'config' ? config(input) : code(input, state.frame.currentPerson(ctx, 'feishu'))
      })
    },
  }
}

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
  /** How often the product asked: the quota is small (feishu §1.4). */
  requests: number
}

export interface Jssdk {
  addRoutes(gateway: Gateway, router: Router): void
  ticketRequests(appId: string): number
  /** What the client answers to `h5sdk.config`. */
  config(input: Json): Json
  /** What the client answers to requestAccess / requestAuthCode. */
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

interface Client {
  state: FeishuState
  tickets: Map<string, Ticket>
  usedSignatures: Map<string, number>
  now: () => number
}

function ticketOf({ tickets, now }: Client, app: FeishuApp): Json {
  const known = tickets.get(app.appId)
  const fresh = () => ({ ticket: randomHex(20), expires: now() + TICKET_LIFE_MS, requests: 0 })
  const live = known && known.expires > now() ? known : fresh()
  tickets.set(app.appId, { ...live, requests: (known?.requests ?? 0) + 1 })
  return { ticket: live.ticket, expire_in: Math.floor((live.expires - now()) / 1000) }
}

const refused = (errorCode: number, errorMsg: string) => ({ ok: false, errorCode, errorMsg })

function isTrusted(state: FeishuState, app: FeishuApp, pageUrl: string): boolean {
  const origin = new URL(pageUrl).origin
  return app.trustedDomains.some((domain) => new URL(absolute(state, domain)).origin === origin)
}

/** A signature holds for ten minutes and once (feishu §2.2). */
function signatureProblem(client: Client, ticket: Ticket, input: Json): Json | undefined {
  const { usedSignatures, now } = client
  const [nonce, signature, pageUrl] = ['nonceStr', 'signature', 'pageUrl'].map((name) => asText(input[name]))
  const url = pageUrl?.split('#')[0]
  const rest = `&noncestr=${nonce}&timestamp=${input.timestamp}&url=${url}`
  if (!signature || sha1Hex(`jsapi_ticket=${ticket.ticket}${rest}`) !== signature) {
    return refused(333441, `signature is wrong: jsapi_ticket=***${rest}`)
  }
  const usedAt = usedSignatures.get(signature)
  if (usedAt !== undefined && now() - usedAt < SIGNATURE_LIFE_MS) return refused(333443, 'signature is repeated')
  const stamp = Number(input.timestamp) * (String(input.timestamp).length > 10 ? 1 : 1000)
  if (Math.abs(now() - stamp) > SIGNATURE_LIFE_MS) return refused(333444, 'signature is expired')
  usedSignatures.set(signature, now())
  return undefined
}

function config(client: Client, input: Json): Json {
  const { state, tickets, now } = client
  const app = state.apps.get(asText(input.appId))
  if (!app) return refused(333440, 'app is unknown')
  const pageUrl = asText(input.pageUrl)
  if (!input.nonceStr || !input.signature || !URL.canParse(pageUrl)) return refused(1012, 'param type error')
  const ticket = tickets.get(app.appId)
  if (!ticket || ticket.expires <= now()) return refused(333442, 'jsapi ticket not found')
  if (app.trustedDomains.length === 0) return refused(333447, 'no trusted domain')
  if (!isTrusted(state, app, pageUrl)) return refused(333448, 'url is not in trusted domains')
  const wrong = signatureProblem(client, ticket, input)
  if (wrong) return wrong
  const wanted = Array.isArray(input.jsApiList) ? input.jsApiList.map(asText) : []
  const strange = wanted.find((api) => !KNOWN_APIS.includes(api))
  return strange === undefined ? { ok: true } : refused(333446, `unknown api ${strange}`)
}

function loginCode({ state, now }: Client, input: Json, userId: string | undefined): Json {
  const kind = input.kind === 'requestAuthCode' ? 'requestAuthCode' : 'requestAccess'
  const mode = state.settings.requestAccess
  if (kind === 'requestAccess' && mode === 'errno103') return failure(103, 'feature not supported')
  if (mode === 'refused') return failure(2700002, 'user denied')
  const app = state.apps.get(asText(input.appId))
  if (!app) return failure(10200, 'invalid app id')
  const user = userId === undefined ? undefined : state.users.get(userId)
  if (!user) return failure(10210, 'no session')
  if (app.redirectUrls.length === 0) return failure(10235, 'no redirect url configured')
  if (!isListedUrl(state, app, asText(input.pageUrl))) return failure(10236, 'page url is not in the redirect url list')
  const invisible = kind === 'requestAuthCode' && !userInRange(state, app.availability, user)
  if (invisible) return failure(10228, 'app is not visible to user')
  const grant = { appId: app.appId, userId: user.userId, scopes: [], expires: now() + CODE_LIFE_MS[kind] }
  return { ok: true, code: issueCode(state, grant), state: asText(input.state) }
}

function addClientRoutes(client: Client, router: Router): void {
  const { state } = client
  router.get('/h5-js-sdk.js', (ctx) => {
    ctx.set({ 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' })
    const script = readDeskFile('h5-js-sdk.js')?.body.toString('utf8') ?? ''
    // A client below 6.9 has no requestAccess at all (feishu §2.1).
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
    const isConfig = ctx.params.call === 'config'
    ctx.body = isConfig ? config(client, input) : loginCode(client, input, state.frame.currentPerson(ctx, 'feishu'))
  })
}

export function createJssdk(state: FeishuState): Jssdk {
  const client: Client = { state, tickets: new Map(), usedSignatures: new Map(), now: () => state.frame.clock.now() }
  return {
    config: (input) => config(client, input),
    code: (input, userId) => loginCode(client, input, userId),
    ticketRequests: (appId) => client.tickets.get(appId)?.requests ?? 0,
    addRoutes(gateway, router) {
      for (const method of ['get', 'post'] as const) {
        const path = '/jssdk/ticket/get'
        gateway.tenant(method, path, [], ({ app }) => ({ code: 0, msg: 'ok', data: ticketOf(client, app) }))
      }
      addClientRoutes(client, router)
    },
  }
}

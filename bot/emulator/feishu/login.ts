import { createHash } from 'node:crypto'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { asText, type Gateway, type Json } from './gateway'
import type { FeishuApp, FeishuUser } from './setup'
import { absolute, type FeishuState, type LoginCode, randomHex, userInRange } from './state'

const MINUTE_MS = 60_000
export const CODE_LIFE_MS = { authorize: 5 * MINUTE_MS, requestAuthCode: 5 * MINUTE_MS, requestAccess: 3 * MINUTE_MS }
const ACCESS_LIFE_S = 7200
const REFRESH_LIFE_S = 604_800

const plainUrl = (url: string) => url.split(/[?#]/)[0] ?? ''

export function isListedUrl(state: FeishuState, app: FeishuApp, url: string): boolean {
  return app.redirectUrls.some((listed) => plainUrl(absolute(state, listed)) === plainUrl(url))
}

export function issueCode(state: FeishuState, grant: Omit<LoginCode, 'used'>): string {
  const code = randomHex(16)
  state.codes.set(code, { ...grant, used: false })
  return code
}

function errorPage(ctx: Context, code: number, text: string): void {
  ctx.status = 400
  ctx.type = 'html'
  ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>错误码：${code}</title><body><h1>请求非法</h1><p>错误码：${code} ${text}</p></body></html>`
}

/** The page on the accounts host; the person is known from the cookie, inside the client it confirms itself. */
export function addAuthorizePage(state: FeishuState, router: Router): void {
  router.get('/open-apis/authen/v1/authorize', (ctx) => {
    const query = (name: string) => asText([ctx.query[name] ?? ''].flat()[0])
    const app = state.apps.get(query('client_id') || query('app_id'))
    if (!app || app.disabled) return errorPage(ctx, 20048, '应用不存在或已停用')
    const redirectUri = query('redirect_uri')
    if (!isListedUrl(state, app, redirectUri)) return errorPage(ctx, 20029, '重定向 URL 有误')
    const scopes = query('scope').split(' ').filter(Boolean)
    const unknownScope = scopes.find((scope) => scope !== 'offline_access' && !app.scopes.includes(scope))
    if (unknownScope) return errorPage(ctx, 20027, `应用未开通权限 ${unknownScope}`)
    const userId = state.frame.currentPerson(ctx, 'feishu')
    if (!userId || !state.users.has(userId)) {
      ctx.type = 'html'
      ctx.body = state.frame.choosePersonPage(
        'feishu',
        `${state.frame.origin()}/feishu${ctx.url.slice(ctx.url.indexOf('/open-apis'))}`,
      )
      return
    }
    const target = new URL(redirectUri)
    if (state.settings.denyAuthorize) target.searchParams.set('error', 'access_denied')
    else {
      const expires = state.frame.clock.now() + CODE_LIFE_MS.authorize
      const challenge = query('code_challenge')
      const pkce = challenge ? { challenge } : {}
      target.searchParams.set(
        'code',
        issueCode(state, { appId: app.appId, userId, scopes, expires, redirectUri, ...pkce }),
      )
    }
    if (query('state')) target.searchParams.set('state', query('state'))
    ctx.redirect(target.toString())
  })
}

class OauthError extends Error {
  constructor(
    readonly code: number,
    readonly text: string,
  ) {
    super(text)
  }
}

function checkPerson(state: FeishuState, app: FeishuApp, userId: string): FeishuUser {
  const user = state.users.get(userId)
  if (!user || user.isResigned) throw new OauthError(20008, 'The user does not exist.')
  if (!userInRange(state, app.availability, user))
    throw new OauthError(20010, 'The user does not have permission to use the app.')
  return user
}

/** `redirect_uri` has to come back exactly when the code came from the authorize page. */
function checkCode(state: FeishuState, app: FeishuApp, body: Json): LoginCode {
  const code = state.codes.get(asText(body.code))
  if (!code) throw new OauthError(20003, 'The authorization code is not found.')
  if (code.appId !== app.appId) throw new OauthError(20024, 'The code was issued to another app.')
  if (code.used) throw new OauthError(20065, 'The authorization code has been used.')
  if (code.expires <= state.frame.clock.now()) throw new OauthError(20004, 'The authorization code has expired.')
  const left = body.redirect_uri === undefined && !state.settings.redirectUriRequired
  if (!left && body.redirect_uri !== code.redirectUri) throw new OauthError(20071, 'The redirect_uri does not match.')
  const verifier = createHash('sha256').update(asText(body.code_verifier)).digest('base64url')
  if (code.challenge && code.challenge !== verifier) throw new OauthError(20049, 'PKCE verification failed.')
  return code
}

const base64 = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A JWT of about 1.5 KB, as the platform's are (feishu §1.2); its content means nothing to the product. */
export function issueUserToken(
  state: FeishuState,
  appId: string,
  userId: string,
  scopes: string[],
  head = 'eyJ',
): string {
  const body = base64({
    jti: randomHex(12),
    client_id: appId,
    exp: Math.floor(state.frame.clock.now() / 1000) + ACCESS_LIFE_S,
  })
  const signature = Buffer.from(randomHex(1000), 'hex').toString('base64url')
  const token = head === 'eyJ' ? `${base64({ alg: 'ES256', typ: 'JWT' })}.${body}.${signature}` : `u-${randomHex(16)}`
  const expires = state.frame.clock.now() + ACCESS_LIFE_S * 1000
  state.userTokens.set(token, { appId, userId, scopes, expires })
  return token
}

function grantReply(state: FeishuState, app: FeishuApp, userId: string, scopes: string[]): Json {
  const scope = ['auth:user.id:read', ...scopes].join(' ')
  const flat = { code: 0, access_token: issueUserToken(state, app.appId, userId, scopes), expires_in: ACCESS_LIFE_S }
  if (!app.refreshTokens || !scopes.includes('offline_access')) return { ...flat, scope, token_type: 'Bearer' }
  const refresh = `eyJ${randomHex(300)}`
  const expires = state.frame.clock.now() + REFRESH_LIFE_S * 1000
  state.refreshTokens.set(refresh, { appId: app.appId, userId, scopes, expires, used: false })
  return { ...flat, refresh_token: refresh, refresh_token_expires_in: REFRESH_LIFE_S, scope, token_type: 'Bearer' }
}

function refreshReply(state: FeishuState, app: FeishuApp, body: Json): Json {
  const known = state.refreshTokens.get(asText(body.refresh_token))
  if (!app.refreshTokens) throw new OauthError(20074, 'Refresh tokens are switched off.')
  if (!known || known.appId !== app.appId) throw new OauthError(20026, 'The refresh token is invalid.')
  if (known.used) throw new OauthError(20073, 'The refresh token has been used.')
  if (known.expires <= state.frame.clock.now()) throw new OauthError(20037, 'The refresh token has expired.')
  checkPerson(state, app, known.userId)
  known.used = true
  return grantReply(state, app, known.userId, known.scopes)
}

function tokenReply(state: FeishuState, body: Json, authorization: string): Json {
  if (authorization && body.client_secret) throw new OauthError(20070, 'Multiple authentication methods were used.')
  if (!body.grant_type || !body.client_id || !body.client_secret)
    throw new OauthError(20001, 'A required parameter is missing.')
  const app = state.apps.get(asText(body.client_id))
  if (!app) throw new OauthError(20048, 'The app does not exist.')
  if (app.disabled) throw new OauthError(20069, 'The app is disabled.')
  if (app.appSecret !== body.client_secret) throw new OauthError(20002, 'The client secret is invalid.')
  if (body.grant_type === 'refresh_token') return refreshReply(state, app, body)
  if (body.grant_type !== 'authorization_code') throw new OauthError(20036, 'The grant_type is not supported.')
  if (!body.code) throw new OauthError(20001, 'A required parameter is missing: code.')
  const code = checkCode(state, app, body)
  code.used = true
  checkPerson(state, app, code.userId)
  return grantReply(state, app, code.userId, code.scopes)
}

export function addTokenExchange(state: FeishuState, gateway: Gateway): void {
  gateway.open('post', '/authen/v2/oauth/token', ({ ctx, body }) => {
    try {
      return tokenReply(state, body, ctx.get('authorization'))
    } catch (error) {
      if (!(error instanceof OauthError)) throw error
      ctx.status = 400
      ctx.body = { code: error.code, error: 'invalid_grant', error_description: error.text }
      return undefined
    }
  })
}

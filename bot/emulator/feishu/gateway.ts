import Router from '@koa/router'
import type { Context } from 'koa'
import { readJsonBody, readRawBody } from '../body'
import { ApiError, errorBody, refuse } from './errors'
import type { Limits } from './limits'
import type { FeishuApp } from './setup'
import { type FeishuState, type Grant, hasScope, randomHex } from './state'

export type Json = Record<string, unknown>

export interface ApiCall {
  ctx: Context
  /** Parsed JSON body; {} when there was none. */
  body: Json
  params: Record<string, string>
  query: (name: string) => string | undefined
  queries: (name: string) => string[]
}

export interface TenantCall extends ApiCall {
  app: FeishuApp
}

export interface Gateway {
  router: Router
  /** An API without Authorization header (tokens, login). */
  open(method: 'get' | 'post', path: string, run: (call: ApiCall) => Promise<unknown> | unknown): void
  /** An API for a tenant token that needs any one of these scopes. */
  tenant(
    method: 'get' | 'post' | 'put' | 'patch' | 'delete',
    path: string,
    scopes: string[],
    run: (call: TenantCall) => Promise<unknown> | unknown,
  ): void
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

export function bearer(ctx: Context): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(ctx.get('authorization'))?.[1]
}

export function liveGrant(state: FeishuState, token: string | undefined): Grant | undefined {
  const grant = token === undefined ? undefined : state.userTokens.get(token)
  return grant && grant.expires > state.frame.clock.now() ? grant : undefined
}

/** Who calls, in the order token → app → caller's address. */
export function authenticate(state: FeishuState, ctx: Context): FeishuApp {
  const token = bearer(ctx)
  if (!token) throw refuse(99991661)
  if (!/^(t-|u-|eyJ)/.test(token)) throw refuse(99991671)
  if (!token.startsWith('t-')) throw refuse(99991668)
  const known = state.tenantTokens.get(token)
  const app = known && state.apps.get(known.appId)
  if (!app || known.expires <= state.frame.clock.now()) throw refuse(99991663, state.settings.badTokenAs200 ? 200 : 400)
  if (app.disabled) throw refuse(99991662)
  if (app.ipWhitelist.length > 0 && !app.ipWhitelist.includes(ctx.ip.replace(/^::ffff:/, ''))) throw refuse(99991401)
  return app
}

/** Refuses as the platform does when the app lacks every one of these scopes. */
export function requireScope(app: FeishuApp, anyOf: string[], kind = 'action_scope_required'): void {
  if (anyOf.length === 0 || hasScope(app, ...anyOf)) return
  const msg = `Access denied. One of the following scopes is required: [${anyOf.join(', ')}].`
  throw new ApiError(400, 99991672, msg, {
    permission_violations: anyOf.map((subject) => ({ type: kind, subject })),
    helps: [
      { url: `https://open.feishu.cn/app/${app.appId}/auth?q=${anyOf.join(',')}`, description: '点击链接申请权限' },
    ],
  })
}

async function parseCall(ctx: Context): Promise<ApiCall> {
  const isJson = !ctx.get('content-type').startsWith('multipart/')
  const body = isJson ? await readJsonBody(ctx) : {}
  if (isJson && body === undefined && (await readRawBody(ctx)).length > 0) throw refuse(9499)
  if (body !== undefined && !isObject(body)) throw refuse(9499)
  const queries = (name: string) => [ctx.query[name] ?? []].flat()
  const params = (ctx as Context & { params: Record<string, string> }).params
  return { ctx, body: body ?? {}, params, query: (name) => queries(name)[0], queries }
}

export function createGateway(state: FeishuState, limits: Limits): Gateway {
  const router = new Router({ prefix: '/open-apis' })

  router.use(async (ctx, next) => {
    const logId = `2026${randomHex(14)}`
    ctx.set({ 'X-Tt-Logid': logId, 'X-Request-Id': randomHex(16) })
    try {
      await next()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      ctx.status = error.status
      ctx.set(error.headers)
      ctx.body = error.status === 200 ? { code: error.code, msg: error.msg } : errorBody(error, logId)
    }
  })

  const answer = (ctx: Context, result: unknown) => {
    if (result === undefined) return
    ctx.status = 200
    ctx.body = result
  }
  return {
    router,
    open: (method, path, run) => {
      router[method](path, async (ctx) => answer(ctx, await run(await parseCall(ctx))))
    },
    tenant: (method, path, scopes, run) => {
      router[method](path, async (ctx) => {
        const app = authenticate(state, ctx)
        requireScope(app, scopes)
        limits.checkApi(app.appId, `${method} ${path}`)
        answer(ctx, await run({ ...(await parseCall(ctx)), app }))
      })
    },
  }
}

/** Nothing matched below /open-apis. */
export function unknownPath(router: Router, ctx: Context, path: string): void {
  const known = router.match(path, ctx.method).path.some((layer) => layer.methods.length > 0)
  const error = known
    ? new ApiError(405, 99991301, 'method not allowed')
    : new ApiError(404, 99991201, 'path not found')
  ctx.status = error.status
  ctx.body = errorBody(error, `2026${randomHex(14)}`)
}

import type Router from '@koa/router'
import type { Context } from 'koa'
import { readRawBody } from '../body'
import type { Corp, WecomApp } from './corp'
import { decorated, Refusal, refuse } from './errors'
import { isObject, type Json } from './json'
import { HOUR, MINUTE } from './quota'
import type { Tokens } from './tokens'

export interface Call {
  ctx: Context
  query: URLSearchParams
  /** Parsed JSON body; empty for GET and for uploads. */
  body: Json
  raw: Buffer
  /** App of the token. */
  app: WecomApp
  ip: string
}

export interface Endpoint {
  method: 'GET' | 'POST'
  /** Below /wecom/cgi-bin/. */
  path: string
  /** Empty fields that errors of this endpoint carry. */
  defaults?: Json
  /** No token: gettoken and the robot. */
  open?: boolean
  ipExempt?: boolean
  /** The body is not JSON (multipart upload). */
  upload?: boolean
  /** Not part of the base API limits (message sending). */
  uncounted?: boolean
  /** undefined = the endpoint wrote the answer itself (binary). */
  run(call: Call): Json | undefined | Promise<Json | undefined>
}

const BASE_LIMITS = [
  { per: 'corp', minute: 10_000, hour: 150_000 },
  { per: 'ip', minute: 20_000, hour: 600_000 },
] as const

interface AnsweredCall {
  at: number
  path: string
  errcode: number
}

function plainIp(ctx: Context): string {
  return ctx.ip.replace(/^::ffff:/, '').replace(/^::1$/, '127.0.0.1')
}

function parseBody(raw: Buffer): Json {
  if (raw.length === 0) return {}
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'))
    if (isObject(value)) return value
  } catch {
    // answered below, like a body that is JSON but no object
  }
  return refuse(40058, 'Warning: wrong json format. invalid Request Parameter')
}

function write(ctx: Context, body: Json): void {
  ctx.status = 200
  ctx.set('Content-Type', 'application/json; charset=UTF-8')
  ctx.set('Error-Code', String(body.errcode))
  ctx.set('Error-Msg', String(body.errmsg))
  ctx.set('Server', 'nginx')
  ctx.body = JSON.stringify(body)
}

/** Checks that every API call passes, in the order of the platform (token, its life, address, method, parameters), and the answer's outer form. */
export class Gate {
  /** Every API call answered so far, oldest first. */
  readonly answered: AnsweredCall[] = []
  private forced: { path: string; code: number; times: number }[] = []

  constructor(
    private readonly corp: Corp,
    private readonly tokens: Tokens,
  ) {}

  private checkForced(path: string): void {
    const hit = this.forced.find((one) => one.times > 0 && path.startsWith(one.path))
    if (!hit) return
    hit.times -= 1
    refuse(hit.code)
  }

  private checkRate(endpoint: Endpoint, ip: string): void {
    if (!this.corp.flags.rateLimits || endpoint.uncounted) return
    for (const { per, minute, hour } of BASE_LIMITS) {
      const key = per === 'ip' ? `ip:${ip}` : `base:${endpoint.path}`
      if (!this.corp.quotas.withinOrBlocked(`${key}:minute`, minute, MINUTE)) refuse(45009)
      if (!this.corp.quotas.withinOrBlocked(`${key}:hour`, hour, HOUR)) refuse(45009)
    }
  }

  private police(ctx: Context, raw: Buffer): void {
    if (ctx.get('authorization')) this.corp.remark('tokenInHeader', `${ctx.path}: a token belongs in the query only`)
    if (raw.includes('"access_token"'))
      this.corp.remark('tokenInBody', `${ctx.path}: a token belongs in the query only`)
  }

  private async callOf(ctx: Context, endpoint: Endpoint): Promise<Call> {
    const query = new URLSearchParams(ctx.querystring)
    const raw = await readRawBody(ctx)
    const ip = plainIp(ctx)
    this.police(ctx, raw)
    const app = endpoint.open ? this.corp.mainApp : this.tokens.appOf(query.get('access_token'))
    const isTrusted = !this.corp.flags.ipRefused && (app.trustedIps?.includes(ip) ?? true)
    if (!isTrusted && !endpoint.open && !endpoint.ipExempt) refuse(60020)
    this.checkRate(endpoint, ip)
    if (endpoint.method === 'POST' && ctx.method !== 'POST') refuse(40058)
    const body = endpoint.upload || endpoint.method === 'GET' ? {} : parseBody(raw)
    return { ctx, query, body, raw, app, ip }
  }

  private async run(ctx: Context, endpoint: Endpoint): Promise<Json | undefined> {
    if (this.corp.chance() < this.corp.flags.busyShare) refuse(-1)
    this.checkForced(endpoint.path)
    return endpoint.run(await this.callOf(ctx, endpoint))
  }

  private refusalBody(ctx: Context, endpoint: Endpoint, refusal: Refusal): Json {
    const { code, message, fields } = refusal
    const errmsg = this.corp.flags.bareErrors ? message : decorated(code, message, this.corp.seconds(), plainIp(ctx))
    return { errcode: code, errmsg, ...endpoint.defaults, ...fields }
  }

  private remember(path: string, errcode: unknown): void {
    this.answered.push({ at: this.corp.now(), path, errcode: Number(errcode) })
  }

  private async answer(ctx: Context, endpoint: Endpoint): Promise<void> {
    try {
      const body = await this.run(ctx, endpoint)
      if (body) write(ctx, body)
      this.remember(endpoint.path, body?.errcode ?? 0)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      write(ctx, this.refusalBody(ctx, endpoint, error))
      this.remember(endpoint.path, error.code)
    }
  }

  mount(router: Router, endpoints: Endpoint[]): void {
    for (const endpoint of endpoints) {
      router.all(`/wecom/cgi-bin/${endpoint.path}`, (ctx) => this.answer(ctx, endpoint))
    }
    // Nothing to parse for a path the platform does not know
    router.all(/^\/wecom\/cgi-bin(\/.*)?$/, (ctx) => {
      ctx.body = null
      ctx.status = 404
    })
  }

  /** The next `times` calls of paths that start with `path` are answered with this errcode. */
  force(path: string, code: number, times: number): void {
    this.forced = [...this.forced.filter((one) => one.times > 0), { path, code, times }]
  }
}

import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import helmet from 'helmet'
import Koa, { type Context, type Middleware, type Next } from 'koa'
import compress from 'koa-compress'
import type { Logger } from 'pino'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { z } from 'zod'
import type { Inbound } from '../chat/inbound'
import type { CallName } from '../contract'
import { apiPrefix } from '../contract/addresses'
import type { Database } from '../database/work'
import type { Call, HouseSettings } from '../features/call'
import { type CallTable, callsOf } from '../features/calls'
import { refusal, requestTooMany } from '../refusals'
import { asksOf } from './asks'
import { describeFault, errorDoor } from './errorDoor'
import { firstAnswers } from './firstAnswers'
import { addLogin, type Platforms } from './login'
import { openApiDocument } from './openapi'
import { pages } from './pages'
import { route } from './route'
import { cookieKeys, sessionPerson } from './session'
import { addWebhooks } from './webhooks'

const requestNotFound = refusal(404, 'request.notFound', '没有这个页面。')

z.config(z.locales.zhCN())

export interface AppParts {
  database: Database
  platforms: Platforms
  inbound: Inbound
  log: Logger
  settings: HouseSettings & {
    contact: string
    production: boolean
    sessionSecrets: string[]
    requestsPerMinute: number
    pagesFolder: string
    /** Hosts whose scripts the page may load: the Feishu client's own. */
    scriptHosts: string[]
    wecomVerifyFile: string | null
  }
  /** Demo only: routes of its own, and the calls that its people make. */
  addDemo?: (router: Router, calls: CallTable) => void
}

/** One line a request: route, status, time. Nothing at all about votes and opinions (rules §4.6.3), never a body or a query. */
const requestLog = (log: Logger) => async (ctx: Context, next: Next) => {
  const begun = performance.now()
  await next()
  const name: string | undefined = ctx.state.routeName
  if (!name || name.startsWith('ballot.') || name === 'supervision.submit') return
  const milliseconds = Math.round(performance.now() - begun)
  log.info({ route: name, status: ctx.status, milliseconds, requestId: ctx.state.requestId }, 'request')
}

/** Counts a request of this person or address; refuses those above the limit of a minute. 0: no limit. */
function requestLimit(perMinute: number): (ctx: Context) => Promise<void> {
  const limiter = perMinute ? new RateLimiterMemory({ points: perMinute, duration: 60 }) : null
  return async (ctx) => {
    try {
      await limiter?.consume(sessionPerson(ctx) ?? ctx.ip)
    } catch (spent) {
      const wait = (spent as { msBeforeNext?: number }).msBeforeNext ?? 1000
      throw requestTooMany({ seconds: Math.ceil(wait / 1000) })
    }
  }
}

const limitCalls = (count: (ctx: Context) => Promise<void>) => async (ctx: Context, next: Next) => {
  if (ctx.path.startsWith(apiPrefix)) await count(ctx)
  return next()
}

const securityHeaders = (scriptHosts: string[]) =>
  helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...scriptHosts],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        frameAncestors: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    // The production address is https by rule (config.ts); on plain http the header would be ignored anyway.
    strictTransportSecurity: { maxAge: 15_552_000 },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  })

/** helmet speaks to Node's own request and answer; it only sets headers. */
const security = (scriptHosts: string[]): Middleware => {
  const setHeaders = securityHeaders(scriptHosts)
  return async (ctx, next) => {
    await new Promise<void>((resolve, reject) =>
      setHeaders(ctx.req, ctx.res, (fault) => (fault ? reject(fault) : resolve())),
    )
    return next()
  }
}

/**
 * Scripts, styles and pictures of the page go without the headers meant for documents: half a kilobyte each on a weak
 * network. Their type is stated and must be believed.
 */
const unlessAsset = (guard: Middleware) => (ctx: Context, next: Next) => {
  if (!ctx.path.startsWith('/assets/')) return guard(ctx as never, next)
  ctx.set('X-Content-Type-Options', 'nosniff')
  return next()
}

function addHealth(router: Router, database: Database, calls: CallTable, log: Logger): void {
  router.get('/healthz', (ctx) => {
    ctx.body = { alive: true }
  })
  router.get('/readyz', async (ctx) => {
    const ready = await database.isReady().catch((fault) => {
      log.error({ fault: describeFault(fault) }, 'not ready')
      return false
    })
    ctx.status = ready ? 200 : 503
    ctx.body = { ready }
  })
  router.get(`${apiPrefix}/openapi.json`, (ctx) => {
    ctx.body = openApiDocument(asksOf(calls))
  })
}

/** WeCom proves who owns the domain by a file at the root with exactly these 16 characters (wecom §9). */
function addVerifyFile(router: Router, name: string | null): void {
  const text = name?.match(/^WW_verify_([A-Za-z0-9]{16})\.txt$/)?.[1]
  if (!text) return
  router.get(`/${name}`, (ctx) => {
    ctx.type = 'text/plain'
    ctx.body = text
  })
}

export function createApp({ database, platforms, inbound, log, settings, addDemo }: AppParts): Koa {
  // In production a reverse proxy stands in front (README); elsewhere its headers would be the caller's own words.
  const app = new Koa({ proxy: settings.production })
  app.keys = cookieKeys(settings.sessionSecrets)
  app.on('error', (fault) => log.warn({ fault: describeFault(fault) }, 'connection fault'))
  const router = new Router()
  const calls = callsOf({ ...settings, database })
  addHealth(router, database, calls, log)
  addVerifyFile(router, settings.wecomVerifyFile)
  // Before the body parser: signatures are over the raw bytes.
  const hooks = new Router()
  addWebhooks(hooks, platforms, inbound, database.clock, log)
  addLogin(router, database, platforms, settings)
  addDemo?.(router, calls)
  for (const [name, call] of Object.entries(calls)) {
    route(router, database, name as CallName, call as Call<CallName>)
  }
  app.use(requestLog(log))
  app.use(errorDoor(log))
  app.use(unlessAsset(security(settings.scriptHosts)))
  const count = requestLimit(settings.requestsPerMinute)
  app.use(pages(settings.pagesFolder, firstAnswers({ database, calls, log, count })))
  app.use(limitCalls(count))
  app.use(hooks.routes())
  app.use(compress({ threshold: 2048 }))
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: '1mb', parsedMethods: ['POST'] }))
  app.use(router.routes())
  app.use((ctx) => {
    if (ctx.path.startsWith(`${apiPrefix}/`)) throw requestNotFound()
  })
  return app
}

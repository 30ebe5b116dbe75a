import { join } from 'node:path'
import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import helmet from 'helmet'
import Koa, { type Context, type Middleware, type Next } from 'koa'
import compress from 'koa-compress'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Inbound } from '../chat/inbound'
import type { CallName } from '../contract'
import { apiPrefix } from '../contract/addresses'
import type { Database } from '../database/work'
import type { Call, HouseSettings } from '../features/call'
import { type CallTable, callsOf } from '../features/calls'
import { wrongSettings } from '../features/doctor/readDoctor'
import { refusal } from '../refusals'
import { asksOf } from './asks'
import { callRouters, exactly } from './callRouters'
import { describeFault, errorDoor } from './errorDoor'
import type { Platforms } from './exchangeCode'
import { firstAnswers } from './firstAnswers'
import { createLimits, type LimitSettings } from './limits'
import { addLogin } from './login'
import { openApiDocument } from './openapi'
import { pages } from './pages'
import { keepPageFiles, pageFileBefore } from './pagesBefore'
import { route } from './route'
import { cookieKeys } from './session'
import { addSetUp, type SetUpParts } from './setUp'
import { addWebhooks } from './webhooks'

const requestNotFound = refusal(404, 'request.notFound', '没有这个页面。')

z.config(z.locales.zhCN())

export interface AppParts {
  database: Database
  platforms: Platforms
  inbound: Inbound
  log: Logger
  settings: HouseSettings &
    LimitSettings & {
      contact: string
      production: boolean
      sessionSecrets: string[]
      pagesFolder: string
      /** Hosts whose scripts the page may load: the Feishu client's own. */
      scriptHosts: string[]
      wecomVerifyFile: string | null
    }
  checks: SetUpParts['checks']
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

/** Cookies go the way people come in, as PUBLIC_URL says: between a proxy and this program there is no https. */
const cookiesBy = (publicUrl: string): Middleware => {
  const secure = publicUrl.startsWith('https://')
  return (ctx, next) => {
    ctx.cookies.secure = secure
    return next()
  }
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
    const sentence = await database.trouble((fault) => log.error({ fault: describeFault(fault) }, 'not ready'))
    ctx.status = sentence ? 503 : 200
    ctx.body = sentence ? { ready: false, sentence } : { ready: true }
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

export function createApp({ database, platforms, inbound, log, settings, checks, addDemo }: AppParts): Koa {
  // Who calls and by which scheme is never taken from a header here: limits.ts and PUBLIC_URL know.
  const app = new Koa()
  app.keys = cookieKeys(settings.sessionSecrets)
  app.on('error', (fault) => log.warn({ fault: describeFault(fault) }, 'connection fault'))
  const router = new Router(exactly)
  const calls = callsOf({ ...settings, database, checks, platforms: Object.values(platforms) })
  addHealth(router, database, calls, log)
  addVerifyFile(router, settings.wecomVerifyFile)
  // Before the body parser: signatures are over the raw bytes.
  const hooks = new Router(exactly)
  const limits = createLimits(settings, log)
  addWebhooks(hooks, { platforms, inbound, clock: database.clock, log, limits })
  addLogin(router, { database, platforms, settings, limits, log })
  const allChecks = async () => [...(await checks()), ...(await wrongSettings(Object.values(platforms)))]
  addSetUp(router, { database, settings, limits, checks: allChecks })
  addDemo?.(router, calls)
  const perPart = callRouters()
  for (const [name, call] of Object.entries(calls)) route(perPart, database, name as CallName, call as Call<CallName>)
  app.use(requestLog(log))
  app.use(errorDoor(log))
  app.use(unlessAsset(security(settings.scriptHosts)))
  app.use(cookiesBy(settings.publicUrl))
  const keptPages = join(settings.dataFolder, 'pages')
  // A page left open over an update goes on asking for the parts of its own version.
  if (settings.production)
    keepPageFiles(settings.pagesFolder, keptPages).catch((fault) =>
      log.warn({ fault: describeFault(fault) }, 'page files not kept for the next version'),
    )
  const before = (address: string) => pageFileBefore(keptPages, address)
  app.use(pages(settings.pagesFolder, firstAnswers({ database, calls, log, count: limits.call }), before))
  app.use(limits.middleware)
  app.use(hooks.routes())
  app.use(compress({ threshold: 2048 }))
  app.use(bodyParser({ enableTypes: ['json'], jsonLimit: '1mb', parsedMethods: ['POST'] }))
  app.use(router.routes())
  app.use(perPart.routes)
  app.use((ctx) => {
    if (ctx.path.startsWith(`${apiPrefix}/`)) throw requestNotFound()
  })
  return app
}

import type { Context, Next } from 'koa'
import type { Logger } from 'pino'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { addresses, apiPrefix } from '../contract/addresses'
import { refusal, requestTooMany } from '../refusals'
import { addressList } from '../trustedProxies'
import { callerAddress, isFrom, networkOf } from './callerAddress'
import { sessionOf } from './session'

const addressBusy = refusal(
  429,
  'request.addressBusy',
  '您所在的网络（同一办公室常共用一个地址）这一分钟里还没登录的访问太多，请{seconds}秒后再试。',
)
const hookBusy = refusal(429, 'hook.tooMany', '这个地址送来的事件太多，请{seconds}秒后再送。')

const windowSeconds = 60
/** Events of a platform from one address: what a platform sends at the busiest minute is far below. */
const hooksPerMinute = 6000
/** Where a code is handed in: a step of a login as well as a call. */
const codePaths = new Set(
  (['login.byCode', 'login.byInvite', 'setUp.open', 'setUp.found', 'setUp.renewLinks'] as const).map(
    (name) => `${apiPrefix}${addresses[name].split(' ')[1]}`,
  ),
)
/** How many good ones a login code weighs that was no good, or an event whose signature was none. */
const weightOf = { code: 10, event: 20 }

export interface LimitSettings {
  /** A minute; 0: no limit. Each instance counts by itself: of several, each lets as many through. */
  requestsPerMinute: number
  requestsPerAddress: number
  trustedProxies: readonly string[]
}

type Count = (ctx: Context) => Promise<void>
type Bucket = (key: string, weight?: number) => Promise<void>

/** Counts what is asked for, by whom; refuses what is too much in a minute. */
export interface Limits {
  /** A call, or a page with answers: by session once there is one, else by address. An ended one spends nobody's share. */
  call: Count
  /** A code that was no good. */
  badCode: Count
  /** An event whose signature was none. */
  badEvent: Count
  /** Every request, by its path, before anything of it is read. */
  middleware: (ctx: Context, next: Next) => Promise<void>
}

function bucket(points: number, full: (details: { seconds: number }) => Error): Bucket {
  if (!points) return async () => {}
  const limiter = new RateLimiterMemory({ points, duration: windowSeconds })
  return async (key, weight = 1) => {
    try {
      await limiter.consume(key, weight)
    } catch (spent) {
      const wait = (spent as { msBeforeNext?: number }).msBeforeNext ?? 1000
      throw full({ seconds: Math.ceil(wait / 1000) })
    }
  }
}

/**
 * Three buckets an address, so that none empties another: calls of people who are not logged in, steps of logins, events. An
 * office of 500 behind one address enters within a minute with about six of them each; one who guesses does not get far.
 */
export function createLimits(
  { requestsPerMinute, requestsPerAddress, trustedProxies }: LimitSettings,
  log: Logger,
): Limits {
  const proxies = addressList(trustedProxies)
  const ofSession = bucket(requestsPerMinute, requestTooMany)
  const anonymous = bucket(requestsPerAddress, addressBusy)
  const login = bucket(requestsPerAddress, addressBusy)
  const hook = bucket(requestsPerAddress && hooksPerMinute, hookBusy)
  let warned = false
  const networkFor = (ctx: Context): string => {
    if (!warned && ctx.get('X-Forwarded-For') && !isFrom(proxies, ctx.req)) {
      warned = true
      log.warn({ sender: ctx.ip }, 'X-Forwarded-For does not count: its sender is not in TRUSTED_PROXIES')
    }
    return networkOf(callerAddress(ctx.req, proxies))
  }
  const call: Count = (ctx) => {
    const session = sessionOf(ctx)
    return session ? ofSession(session.sessionId) : anonymous(networkFor(ctx))
  }
  return {
    call,
    badCode: (ctx) => login(networkFor(ctx), weightOf.code - 1),
    badEvent: (ctx) => hook(networkFor(ctx), weightOf.event - 1),
    middleware: async (ctx, next) => {
      if (ctx.path.startsWith('/hooks/')) await hook(networkFor(ctx))
      if (ctx.path.startsWith('/login/') || codePaths.has(ctx.path)) await login(networkFor(ctx))
      if (ctx.path.startsWith(apiPrefix)) await call(ctx)
      return next()
    },
  }
}

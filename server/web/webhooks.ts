import type Router from '@koa/router'
import type { Context } from 'koa'
import type { Logger } from 'pino'
import type { RawAnswer } from '../../bot/port'
import type { Inbound } from '../chat/inbound'
import type { Clock } from '../database/work'
import { Refusal } from '../refusals'
import { readBody } from './body'
import { describeFault } from './errorDoor'
import type { Platforms } from './exchangeCode'
import type { Limits } from './limits'

const eventLimitBytes = 1024 * 1024

function give(ctx: Context, answer: RawAnswer): void {
  ctx.status = answer.status
  ctx.set('Content-Type', answer.contentType)
  ctx.body = answer.body
}

const single = (values: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? (value[0] ?? '') : (value ?? '')]),
  )

export interface WebhookParts {
  platforms: Platforms
  inbound: Inbound
  clock: Clock
  log: Logger
  limits: Limits
}

/**
 * Where the platforms call us. The body is read raw: signatures are over bytes, not over re-written JSON. Whatever goes
 * wrong inside, the platform hears 200 (a repeat would not help) unless the request itself was refused.
 */
export function addWebhooks(router: Router, { platforms, inbound, clock, log, limits }: WebhookParts): void {
  for (const platform of Object.values(platforms)) {
    router.all(`/hooks/${platform.name}`, async (ctx) => {
      ctx.state.routeName = `hooks.${platform.name}`
      const body = ctx.method === 'GET' ? Buffer.alloc(0) : await readBody(ctx.req, eventLimitBytes)
      if (!body) return give(ctx, { status: 413, contentType: 'text/plain', body: '' })
      const headers = single(ctx.headers)
      const outcome = platform.read({ method: ctx.method, query: single(ctx.query), headers, body }, clock.now())
      if (outcome.kind === 'answer') return give(ctx, outcome.answer)
      if (outcome.kind === 'refused') {
        log.warn({ platform: platform.name, reason: outcome.reason }, 'platform request refused')
        await limits.badEvent(ctx)
        return give(ctx, outcome.answer)
      }
      const answer = await inbound(platform, outcome.event).catch((fault) => {
        log.error({ platform: platform.name, fault: describeFault(fault) }, 'platform event failed')
        const text = fault instanceof Refusal ? fault.message : '系统正忙，请打开页面办理。'
        return { toast: { kind: 'refused' as const, text } }
      })
      return give(ctx, platform.answer(outcome.event, answer))
    })
  }
}

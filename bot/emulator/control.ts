import Router from '@koa/router'
import type { Context } from 'koa'
import { readJsonBody } from './body'

/**
 * Control functions: JSON in, JSON out. Tests call them in process with their real types,
 * the control API calls them with whatever was posted (`never` makes any argument type fit).
 */
export type ControlActions = Record<string, (input: never) => unknown>

export type ControlAccess = 'loopback' | 'open' | 'off'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** The control API can do anything to the demo: by default only a caller on this machine, not behind a proxy, may use it. */
export function mayControl(ctx: Context, access: ControlAccess): boolean {
  if (access !== 'loopback') return access === 'open'
  return LOOPBACK.has(ctx.req.socket.remoteAddress ?? '') && ctx.get('x-forwarded-for') === ''
}

export interface Control {
  router: Router
  add(section: string, actions: ControlActions): void
}

export function createControl(access: ControlAccess): Control {
  const sections = new Map<string, ControlActions>()
  const router = new Router({ prefix: '/__ctl' })
  router.use(async (ctx, next) => {
    if (mayControl(ctx, access)) return next()
    ctx.status = 403
    ctx.body = { ok: false, error: 'control API: callers on this machine only' }
  })
  router.get('/', (ctx) => {
    ctx.body = Object.fromEntries([...sections].map(([name, actions]) => [name, Object.keys(actions).sort()]))
  })
  router.post('/:section/:action', async (ctx) => {
    const action = sections.get(ctx.params.section ?? '')?.[ctx.params.action ?? '']
    if (!action) {
      ctx.status = 404
      ctx.body = { ok: false, error: 'no such control action' }
      return
    }
    try {
      const result = await action((await readJsonBody(ctx)) as never)
      ctx.body = { ok: true, result: result ?? null }
    } catch (error) {
      ctx.status = 400
      ctx.body = { ok: false, error: error instanceof Error ? error.message : String(error) }
    }
  })
  return {
    router,
    add: (section, actions) => sections.set(section, { ...sections.get(section), ...actions }),
  }
}

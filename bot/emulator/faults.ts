import type { Context, Next } from 'koa'
import { readRawBody } from './body'

/**
 * Transport misbehaviour: what a network or a gateway does to a request whatever the API says.
 * `lostResponse` carries the request out and then cuts the connection: the case retry keys exist for.
 */
export interface Fault {
  /** Matches when the path below basePath starts with this. */
  path: string
  method?: string
  kind: 'delay' | 'status' | 'reset' | 'lostResponse' | 'truncatedJson' | 'html502'
  /** kind delay */
  delayMs?: number
  /** kind status: answered without carrying the request out */
  status?: number
  body?: unknown
  headers?: Record<string, string>
  /** How many requests it hits; default 1. */
  times?: number
  /** How many go through before; default none. */
  after?: number
}

export interface Faults {
  add(fault: Fault): void
  clear(): void
  /** Requests seen so far, newest last (method, path, time); for "how often was it called". */
  calls(): { method: string; path: string; at: number }[]
  countOf(path: string, method?: string): number
  middleware(path: (ctx: Context) => string): (ctx: Context, next: Next) => Promise<void>
}

const KEPT_CALLS = 5000
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

function cut(ctx: Context): void {
  ctx.respond = false
  ctx.req.socket.destroy()
}

async function misbehave(fault: Fault, ctx: Context, next: Next): Promise<void> {
  await readRawBody(ctx)
  switch (fault.kind) {
    case 'delay':
      await pause(fault.delayMs ?? 0)
      return next()
    case 'status':
      ctx.status = fault.status ?? 500
      if (fault.headers) ctx.set(fault.headers)
      ctx.body = fault.body ?? {}
      return
    case 'html502':
      ctx.status = 502
      ctx.type = 'text/html'
      ctx.body = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'
      return
    case 'reset':
      return cut(ctx)
    case 'lostResponse':
      await next()
      return cut(ctx)
    case 'truncatedJson': {
      await next()
      const whole = JSON.stringify(ctx.body)
      ctx.body = whole.slice(0, Math.floor(whole.length / 2))
      ctx.type = 'application/json'
    }
  }
}

export function createFaults(now: () => number): Faults {
  const open: (Fault & { left: number; free: number })[] = []
  const seen: { method: string; path: string; at: number }[] = []
  const take = (method: string, path: string) => {
    const hit = open.find((one) => one.left > 0 && path.startsWith(one.path) && (one.method ?? method) === method)
    if (hit && hit.free > 0) {
      hit.free -= 1
      return undefined
    }
    if (hit) hit.left -= 1
    return hit
  }
  return {
    add: (fault) => open.push({ ...fault, left: fault.times ?? 1, free: fault.after ?? 0 }),
    clear: () => {
      open.length = 0
    },
    calls: () => [...seen],
    countOf: (path, method) =>
      seen.filter((one) => one.path.startsWith(path) && (method ?? one.method) === one.method).length,
    middleware: (path) => async (ctx, next) => {
      const method = ctx.method
      seen.push({ method, path: path(ctx), at: now() })
      if (seen.length > KEPT_CALLS) seen.shift()
      const fault = take(method, path(ctx))
      if (fault) await misbehave(fault, ctx, next)
      else await next()
    },
  }
}

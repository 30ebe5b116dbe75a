import Router from '@koa/router'
import type { Middleware } from 'koa'
import { apiPrefix } from '../contract/addresses'

/** An address is spelt in one way: what is counted, logged or kept out by its path is so under every spelling. */
export const exactly = { sensitive: true, strict: true }

/** The first word behind the prefix, which in every call's address stands as it is. */
const partOf = (path: string): string => path.slice(apiPrefix.length + 1).split('/', 1)[0] ?? ''

/**
 * A router for each first word of the calls' addresses: one for all compares every request with each of two hundred patterns, which
 * took as long as reading who asks.
 */
export function callRouters(): { routerOf(path: string): Router; routes: Middleware } {
  const parts = new Map<string, { router: Router; serve: Middleware }>()
  return {
    routerOf: (path) => {
      const standing = parts.get(partOf(path))
      if (standing) return standing.router
      const router = new Router(exactly)
      parts.set(partOf(path), { router, serve: router.routes() as Middleware })
      return router
    },
    routes: (ctx, next) => {
      const part = ctx.path.startsWith(`${apiPrefix}/`) ? parts.get(partOf(ctx.path)) : undefined
      return part ? part.serve(ctx, next) : next()
    },
  }
}

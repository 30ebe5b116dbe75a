import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Context, Next } from 'koa'

interface Page {
  mediaType: string
  etag: string
  plain: Buffer
  gzip: () => Buffer | null
  brotli: () => Buffer | null
  immutable: boolean
}

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })

/** Worked out when it is first asked for: all files at once would double the time of a start. */
function once<Result>(make: () => Result): () => Result {
  let made: { result: Result } | undefined
  return () => {
    made ??= { result: make() }
    return made.result
  }
}

function load(folder: string, path: string): [string, Page] {
  const plain = readFileSync(path)
  const small = plain.length < 1000
  const address = `/${relative(folder, path).replaceAll('\\', '/')}`
  const page: Page = {
    mediaType: mediaTypes[extname(path)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`,
    plain,
    gzip: once(() => (small ? null : gzipSync(plain, { level: 9 }))),
    brotli: once(() => (small ? null : brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))),
    // Vite puts a hash of the content into the names below /assets.
    immutable: address.startsWith('/assets/'),
  }
  return [address, page]
}

function give(ctx: Context, page: Page): void {
  ctx.set('Cache-Control', page.immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
  ctx.set('ETag', page.etag)
  ctx.set('Vary', 'Accept-Encoding')
  ctx.type = page.mediaType
  if (ctx.get('If-None-Match') === page.etag) {
    ctx.status = 304
    return
  }
  const accepted = ctx.acceptsEncodings('br', 'gzip', 'identity')
  const body = accepted === 'br' ? page.brotli() : accepted === 'gzip' ? page.gzip() : null
  if (body) ctx.set('Content-Encoding', accepted as string)
  ctx.body = body ?? page.plain
}

/**
 * The phone page: the built files are few and small, so they are held in memory, each compressed once. Any other address that
 * a browser asks for as a page gets index.html, since the page itself knows its paths.
 */
export function pages(folder: string): (ctx: Context, next: Next) => Promise<void> {
  const held = new Map(existsSync(folder) ? filesBelow(folder).map((path) => load(folder, path)) : [])
  return async (ctx, next) => {
    await next()
    if (ctx.status !== 404 || ctx.body || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return
    const known = held.get(ctx.path)
    const wantsPage = !extname(ctx.path) && !/^\/(api|hooks)(\/|$)/.test(ctx.path)
    const page = known ?? (wantsPage ? held.get('/index.html') : undefined)
    if (!page) return
    ctx.status = 200
    give(ctx, page)
  }
}

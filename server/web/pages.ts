import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib'
import type { Context, Next } from 'koa'
import { type FirstPage, readFirstPages, withAnswers, withFiles } from './firstFiles'

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
  const address = `/${relative(folder, path).replaceAll('\\', '/')}`
  return [address, pageOf(address, readFileSync(path))]
}

function pageOf(address: string, plain: Buffer): Page {
  const small = plain.length < 300
  return {
    mediaType: mediaTypes[extname(address)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`,
    plain,
    gzip: once(() => (small ? null : gzipSync(plain, { level: 9 }))),
    brotli: once(() => (small ? null : brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))),
    // Vite puts a hash of the content into the names below /assets.
    immutable: address.startsWith('/assets/'),
  }
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

const quickBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const squeezed = {
  br: (text: string) => promisify(brotliCompress)(text, quickBrotli),
  gzip: (text: string) => promisify(gzip)(text),
}

/** A page that is one person's: made for this request, kept by nobody. */
async function giveOwn(ctx: Context, html: string): Promise<void> {
  const accepted = ctx.acceptsEncodings('br', 'gzip', 'identity')
  const body = accepted === 'br' || accepted === 'gzip' ? await squeezed[accepted](html) : null
  ctx.set('Cache-Control', 'no-store')
  ctx.set('Vary', 'Accept-Encoding, Cookie')
  if (body) ctx.set('Content-Encoding', accepted as string)
  ctx.type = mediaTypes['.html'] as string
  ctx.body = body ?? html
}

/** The table of the build is for the server. */
const tableName = '/routes.json'

/** index.html, once for each page with the files of that page named in it. */
function openHtml(held: Map<string, Page>): (first: FirstPage | null) => Page | undefined {
  const index = held.get('/index.html')
  const made = new Map<string, Page>()
  return (first) => {
    if (!first || !index) return index
    const page = made.get(first.path) ?? pageOf('/index.html', Buffer.from(withFiles(String(index.plain), first.files)))
    made.set(first.path, page)
    return page
  }
}

/** What a page will ask first, answered; null where it has to ask by itself. */
export type FirstAnswers = (ctx: Context, first: FirstPage) => Promise<Record<string, unknown> | null>

/**
 * The phone page: the built files are few and small, so they are held in memory, each compressed once. Any other address that
 * a browser asks for as a page gets index.html, since the page itself knows its paths; in it stand the files of that page
 * and, for somebody who is logged in, what it will ask first. `before` finds what a page of the version before still asks for.
 */
export function pages(
  folder: string,
  answersOf: FirstAnswers,
  before: (address: string) => Promise<Buffer | null>,
): (ctx: Context, next: Next) => Promise<void> {
  const held = new Map(existsSync(folder) ? filesBelow(folder).map((path) => load(folder, path)) : [])
  const firstPage = readFirstPages(String(held.get(tableName)?.plain ?? '[]'))
  held.delete(tableName)
  const htmlOf = openHtml(held)
  const giveHtml = async (ctx: Context): Promise<void> => {
    const first = firstPage(ctx.path)
    const page = htmlOf(first)
    if (!page) return
    ctx.status = 200
    const answers = first && ctx.method === 'GET' ? await answersOf(ctx, first) : null
    if (answers) await giveOwn(ctx, withAnswers(String(page.plain), answers))
    else give(ctx, page)
  }
  return async (ctx, next) => {
    await next()
    if (ctx.status !== 404 || ctx.body || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return
    const old = held.has(ctx.path) ? null : await before(ctx.path)
    const known = old ? pageOf(ctx.path, old) : held.get(ctx.path)
    if (!known && !extname(ctx.path) && !/^\/(api|hooks)(\/|$)/.test(ctx.path)) return giveHtml(ctx)
    if (!known) return
    ctx.status = 200
    give(ctx, known)
  }
}

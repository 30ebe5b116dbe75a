import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Router from '@koa/router'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** The checkout's bot/emulator/desk: compiled code runs from dist, the page files stay where they are written. */
function findDeskFolder(): string {
  const starts = [__dirname, process.cwd()]
  for (const start of starts) {
    for (let folder = start; folder !== path.dirname(folder); folder = path.dirname(folder)) {
      const candidate = path.join(folder, 'bot', 'emulator', 'desk')
      if (existsSync(path.join(candidate, 'index.html'))) return candidate
    }
  }
  throw new Error('bot/emulator/desk not found: start the program inside the checkout')
}

/** Read at each request: a few small files, and a change shows at once. */
export function readDeskFile(name: string): { body: Buffer; type: string } | undefined {
  const type = TYPES[path.extname(name)]
  const file = path.join(findDeskFolder(), name)
  if (!/^[\w.-]+$/.test(name) || !type || !existsSync(file)) return undefined
  return { body: readFileSync(file), type }
}

// The desk frames the product's pages; everything else comes from the emulator itself.
const POLICY = "default-src 'self'; frame-src *; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'"

export function createStaticRoutes(basePath: string): Router {
  const router = new Router()
  router.get('/', (ctx) => {
    // Without the slash the relative addresses of the page would point one level too high.
    if (!ctx.originalUrl.split('?')[0]?.endsWith('/')) return ctx.redirect(`${basePath}/`)
    ctx.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-cache' })
    ctx.type = 'html'
    ctx.body = readDeskFile('index.html')?.body
  })
  const sendFile = (name: string) => (ctx: import('koa').Context) => {
    const file = readDeskFile(name || String((ctx as unknown as { params: { name: string } }).params.name))
    if (!file) return
    ctx.set({ 'Content-Type': file.type, 'Cache-Control': 'no-cache' })
    ctx.body = file.body
  }
  router.get('/desk/:name', sendFile(''))
  return router
}

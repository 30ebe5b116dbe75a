import Router from '@koa/router'
import type { Context } from 'koa'
import { readJsonBody, readMultipart } from './body'
import type { FormValues } from './display'
import type { DeskPlatform, Frame } from './frame'

export interface StoryStep {
  /** The product is asked by it to bring about what the step needs; it answers the page to open. */
  key: string
  /** A few Chinese characters, e.g. 「监票人计票」. */
  label: string
  /** One Chinese sentence: what to do there. */
  hint: string
  platform: 'feishu' | 'wecom'
  userId: string
}

export interface DeskParts {
  frame: Frame
  platforms: () => DeskPlatform[]
  story: () => StoryStep[]
  version: () => number
}

/** What the product of a demo answers under /demo: its date, the steps of its story, starting over. */
const DEMO_CALLS = ['today', 'story', 'startOver']
const DEMO_TIMEOUT_MS = 60_000

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const queryText = (ctx: Context, name: string) => text([ctx.query[name] ?? ''].flat()[0])

/** What the demo does is the product's own business; this only passes it on for a desk on another origin. */
async function passToDemo({ frame }: DeskParts, ctx: Context, call: string): Promise<void> {
  const isPost = ctx.method === 'POST'
  const sent = isPost ? { body: JSON.stringify(await readJsonBody(ctx)) } : {}
  const outcome = await frame.push(`${frame.productUrl()}/demo/${call}`, {
    method: isPost ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    timeoutMs: DEMO_TIMEOUT_MS,
    ...sent,
  })
  ctx.status = 'reply' in outcome ? outcome.reply.status : 502
  ctx.type = 'application/json'
  ctx.body = 'reply' in outcome ? outcome.reply.body : { message: '产品没有回答' }
}

function find(parts: DeskParts, id: string): DeskPlatform {
  const platform = parts.platforms().find((one) => one.id === id)
  if (!platform) throw new Error('没有这个平台')
  return platform
}

function addReads(router: Router, parts: DeskParts): void {
  router.get('/setup', (ctx) => {
    ctx.body = {
      origin: parts.frame.origin(),
      productUrl: parts.frame.productUrl(),
      story: parts.story(),
      platforms: parts
        .platforms()
        .map((one) => ({ id: one.id, label: one.label, botName: one.botName(), takesPhotos: Boolean(one.sendImage) })),
    }
  })
  router.get('/people', (ctx) => {
    ctx.body = { people: find(parts, queryText(ctx, 'platform')).users() }
  })
  router.get('/chat', (ctx) => {
    const version = parts.version()
    if (queryText(ctx, 'version') === String(version)) {
      ctx.body = { version }
      return
    }
    const platform = find(parts, queryText(ctx, 'platform'))
    const user = queryText(ctx, 'user')
    const now = parts.frame.clock.now()
    ctx.body = { version, now, messages: platform.chat(user), menu: platform.menu(user), people: platform.users() }
  })
  router.get('/image', (ctx) => {
    const image = find(parts, queryText(ctx, 'platform')).image?.(queryText(ctx, 'key'))
    if (!image) return
    ctx.set({ 'Content-Type': image.contentType, 'X-Content-Type-Options': 'nosniff' })
    ctx.body = image.bytes
  })
  router.get('/demo/today', (ctx) => passToDemo(parts, ctx, 'today'))
}

function addActs(router: Router, parts: DeskParts): void {
  const act = (path: string, run: (platform: DeskPlatform, user: string, input: Record<string, unknown>) => unknown) =>
    router.post(path, async (ctx) => {
      const body = (await readJsonBody(ctx)) as Record<string, unknown> | undefined
      const input = body ?? {}
      ctx.body = (await run(find(parts, text(input.platform)), text(input.user), input)) ?? { ok: true }
    })
  act('/enter', (platform, user) => platform.enter(user))
  act('/read', (platform, user) => platform.read?.(user))
  act('/press', (platform, user, input) =>
    platform.press(user, text(input.message), text(input.button), (input.values ?? {}) as FormValues),
  )
  act('/say', (platform, user, input) => platform.sendText(user, text(input.text)))
  act('/menu', (platform, user, input) => platform.pressMenu(user, text(input.key)))
  router.post('/photo', async (ctx) => {
    const form = await readMultipart(ctx)
    const photo = form?.files.photo
    if (!form || !photo) throw new Error('没有收到照片')
    const platform = find(parts, form.fields.platform ?? '')
    await platform.sendImage?.(form.fields.user ?? '', photo.bytes, photo.fileName)
    ctx.body = { ok: true }
  })
  for (const call of DEMO_CALLS) router.post(`/demo/${call}`, (ctx) => passToDemo(parts, ctx, call))
}

/** What the desk page calls; neutral over both platforms. */
export function createDeskRoutes(parts: DeskParts): Router {
  const router = new Router({ prefix: '/desk/api' })
  router.use(async (ctx, next) => {
    ctx.set('Cache-Control', 'no-store')
    // Another site's page must not press buttons here.
    if (ctx.method === 'POST' && !['', 'same-origin'].includes(ctx.get('sec-fetch-site'))) ctx.throw(403)
    try {
      await next()
    } catch (error) {
      ctx.status = 400
      ctx.body = { ok: false, toast: { tone: 'error', text: error instanceof Error ? error.message : '出错了' } }
    }
  })
  addReads(router, parts)
  addActs(router, parts)
  return router
}

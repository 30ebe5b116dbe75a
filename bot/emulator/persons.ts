import Router from '@koa/router'
import type { Context } from 'koa'
import type { DeskPlatform, PlatformId } from './frame'

const COOKIE = 'emulator_user'

/** The cookie holds one person per platform: `feishu:<id>|wecom:<id>`. */
function readCookie(ctx: Context): Record<string, string> {
  const pairs = decodeURIComponent(ctx.cookies.get(COOKIE) ?? '').split('|')
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf(':')), pair.slice(pair.indexOf(':') + 1)]))
}

export function currentPerson(ctx: Context, platform: PlatformId): string | undefined {
  return readCookie(ctx)[platform] || undefined
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)

/** Only back into the emulator or the product: the page must not forward people anywhere else. */
function isOwnAddress(url: string, allowed: string[]): boolean {
  if (/^\/(?![/\\])/.test(url)) return true
  return URL.canParse(url) && allowed.some((address) => new URL(address).origin === new URL(url).origin)
}

export interface Persons {
  router: Router
  choosePersonPage(platform: PlatformId, returnUrl: string): string
}

export function createPersons(
  platforms: () => DeskPlatform[],
  origin: () => string,
  productUrl: () => string,
): Persons {
  const router = new Router({ prefix: '/client' })
  const become = (platform: string, user: string, target: string) =>
    `${origin()}/client/become?${new URLSearchParams({ platform, user, return: target })}`

  router.get('/become', (ctx) => {
    const [platform, user, target] = ['platform', 'user', 'return'].map((name) =>
      String([ctx.query[name] ?? ''].flat()[0]),
    )
    const found = platforms().find((one) => one.id === platform)
    if (!found?.users().some((one) => one.id === user) || !isOwnAddress(target ?? '', [origin(), productUrl()])) {
      ctx.status = 400
      ctx.body = '没有这个人，或者返回地址不对。'
      return
    }
    const all = { ...readCookie(ctx), [String(platform)]: user }
    const value = Object.entries(all).filter(([name]) => name)
    ctx.cookies.set(COOKIE, encodeURIComponent(value.map(([name, id]) => `${name}:${id}`).join('|')), {
      path: '/',
      sameSite: 'lax',
      overwrite: true,
    })
    ctx.redirect(target ?? '/')
  })

  return {
    router,
    choosePersonPage(platform, returnUrl) {
      const people =
        platforms()
          .find((one) => one.id === platform)
          ?.users() ?? []
      const sorted = [...people].sort((a, b) => Number(b.featured) - Number(a.featured))
      const items = sorted.map(
        (one) =>
          `<li><a href="${escapeHtml(become(platform, one.id, returnUrl))}">${escapeHtml(one.name)}<small>${escapeHtml(one.persona ?? one.department ?? '')}</small></a></li>`,
      )
      return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>选择演示人员</title><link rel="stylesheet" href="${escapeHtml(origin())}/desk/choose.css"></head>
<body><h1>选择演示人员</h1><p>这是演示环境。请选择您要扮演的人，随后自动登录。</p><ul>${items.join('')}</ul></body></html>`
    },
  }
}

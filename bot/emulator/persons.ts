import Router from '@koa/router'
import type { Context } from 'koa'
import type { DeskPerson, DeskPlatform, PlatformId } from './frame'

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

function remember(ctx: Context, platform: string, user: string): void {
  const all = { ...readCookie(ctx), [platform]: user }
  const pairs = Object.entries(all).filter(([name]) => name)
  const value = encodeURIComponent(pairs.map(([name, id]) => `${name}:${id}`).join('|'))
  ctx.cookies.set(COOKIE, value, { path: '/', sameSite: 'lax', overwrite: true })
}

function choosePage(origin: string, people: DeskPerson[], linkOf: (person: DeskPerson) => string): string {
  const items = people.map((one) => {
    const role = escapeHtml(one.persona ?? one.department ?? '')
    return `<li><a href="${escapeHtml(linkOf(one))}">${escapeHtml(one.name)}<small>${role}</small></a></li>`
  })
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>选择演示人员</title>
<link rel="stylesheet" href="${escapeHtml(origin)}/desk/choose.css"></head><body><h1>选择演示人员</h1>
<p>这是演示环境。请选择您要扮演的人，随后自动登录。</p><ul>${items.join('')}</ul></body></html>`
}

export function createPersons(
  platforms: () => DeskPlatform[],
  origin: () => string,
  productUrl: () => string,
): Persons {
  const router = new Router({ prefix: '/client' })
  const usersOf = (platform: string) =>
    platforms()
      .find((one) => one.id === platform)
      ?.users() ?? []

  router.get('/become', (ctx) => {
    const query = (name: string) => String([ctx.query[name] ?? ''].flat()[0])
    const known = usersOf(query('platform')).some((one) => one.id === query('user'))
    if (!known || !isOwnAddress(query('return'), [origin(), productUrl()])) {
      ctx.status = 400
      ctx.body = '没有这个人，或者返回地址不对。'
      return
    }
    remember(ctx, query('platform'), query('user'))
    ctx.redirect(query('return'))
  })

  return {
    router,
    choosePersonPage(platform, returnUrl) {
      const people = [...usersOf(platform)].sort((a, b) => Number(b.featured) - Number(a.featured))
      const linkOf = ({ id }: DeskPerson) =>
        `${origin()}/client/become?${new URLSearchParams({ platform, user: id, return: returnUrl })}`
      return choosePage(origin(), people, linkOf)
    },
  }
}

import type Router from '@koa/router'
import type { Context } from 'koa'
import type { ChatPlatform, PlatformName } from '../../bot/port'
import { loginPlatformUnknown } from '../refusals'
import { exchangeCode, type LoginParts } from './exchangeCode'
import { attemptOf, beginAttempt } from './loginAttempts'
import { actorInSession } from './route'
import { wayOn } from './sentencePage'

const inClient = (ctx: Context): boolean => /wxwork|Lark/i.test(ctx.get('User-Agent'))

const querySafe = (path: string): string => (path === '/' ? '' : `&return=${encodeURIComponent(path)}`)

/** Ordinary browser and WeCom client: away to the platform and back with a code. */
export function addRedirectLogin(router: Router, parts: LoginParts): void {
  const { database, platforms, settings } = parts
  const platformOf = (ctx: Context): ChatPlatform => {
    const platform = platforms[ctx.params.platform as PlatformName]
    if (!platform) throw loginPlatformUnknown()
    return platform
  }
  const redirectUri = (platform: ChatPlatform): string => `${settings.publicUrl}/login/${platform.name}/callback`

  /** Whoever has a good session is never shown a login problem: he goes where he wanted. */
  const goOn = async (ctx: Context, path: string): Promise<boolean> => {
    if (!(await actorInSession(ctx, database))) return false
    ctx.redirect(path)
    return true
  }
  const turnBack = async (ctx: Context, problem: string, path: string): Promise<void> => {
    if (!(await goOn(ctx, path))) ctx.redirect(`/login?problem=${problem}${querySafe(path)}`)
  }

  router.get('/login/:platform', (ctx) => {
    const platform = platformOf(ctx)
    const asked = beginAttempt(ctx, ctx.query.return)
    ctx.redirect(platform.authorizeUrl({ redirectUri: redirectUri(platform), ...asked, inClient: inClient(ctx) }))
  })

  router.get('/login/:platform/callback', async (ctx) => {
    const platform = platformOf(ctx)
    const attempt = attemptOf(ctx)
    if (!attempt) return turnBack(ctx, 'login.stateInvalid', '/')
    const { codeVerifier, path } = attempt
    wayOn(ctx, `/login/${platform.name}?return=${encodeURIComponent(path)}`)
    const code = [ctx.query.code ?? ''].flat()[0] ?? ''
    if (!code) return turnBack(ctx, 'login.codeInvalid', path)
    // Feishu holds the same address against its list in its client; WeCom has a setting for each.
    const way = platform.name === 'wecom' && inClient(ctx) ? ('inside' as const) : ('browser' as const)
    const answer = { code, redirectUri: redirectUri(platform), codeVerifier, way }
    const outcome = await exchangeCode(ctx, parts, platform, answer, codeVerifier).catch(async (fault) => {
      if (await goOn(ctx, path)) return null
      throw fault
    })
    if (outcome?.kind === 'badCode') return turnBack(ctx, 'login.codeInvalid', path)
    if (outcome) ctx.redirect(outcome.kind === 'in' ? path : '/not-on-roster')
  })
}

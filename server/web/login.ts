import { createHash, randomBytes } from 'node:crypto'
import type Router from '@koa/router'
import type { Context } from 'koa'
import type { ChatPlatform, PlatformIdentity, PlatformName } from '../../bot/port'
import { contract } from '../contract'
import { apiPrefix } from '../contract/addresses'
import type { Database } from '../database/work'
import { platformNames } from '../domain/organisation/platforms'
import type { Asks } from '../features/call'
import type { LoginCallName } from '../features/calls'
import { accountUsed, findPersonByAccount } from '../features/organisation/accounts'
import { beginSession, endSession } from '../features/session/sessions'
import { loginPlatformUnknown, refusal, requestForged } from '../refusals'
import { checkInput } from './checkInput'
import type { Limits } from './limits'
import { clientOf, readInput, requireActor } from './route'
import { dropSession, isFromOurPage, keepSession, sessionOf } from './session'

const loginCodeInvalid = refusal(401, 'login.codeInvalid', '登录凭证已失效，请退出后重新进入。')
const loginNotOnRoster = refusal(
  403,
  'login.notOnRoster',
  '您还不在党员群众名册中，请联系本支部书记或{contact}登记后再进入。',
)

export type Platforms = Partial<Record<PlatformName, ChatPlatform>>

/** What the calls of this file ask; those of the others stand in features/<part>/calls.ts. */
export const loginAsks = {
  'login.options': 'anyone',
  'login.byCode': 'anyone',
  'session.end': 'person',
} as const satisfies Record<LoginCallName, Asks>

export interface LoginParts {
  database: Database
  platforms: Platforms
  settings: {
    publicUrl: string
    contact: string
    demo: boolean
  }
  limits: Limits
}

const stateCookie = 'lxq_login'
const stateLifeMilliseconds = 10 * 60 * 1000

/** Only a path of our own may follow a login: an address elsewhere would make us a springboard for a fraud. */
export const safeReturnPath = (path: unknown): string =>
  typeof path === 'string' && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : '/'

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

/** Starts the session of the roster person behind a platform identity; null when the roster knows nobody. */
async function enter(ctx: Context, database: Database, platform: PlatformName, identity: PlatformIdentity) {
  const person = await database.read(null, 'phone', (work) => findPersonByAccount(work, platform, identity))
  if (!person) return null
  const { personId } = person
  const begun = Date.now()
  const sessionId = await database.unitOfWork(null, clientOf(ctx), async (work) => {
    await accountUsed(work, platform, identity)
    return beginSession(work, personId, begun)
  })
  keepSession(ctx, { personId, sessionId }, begun)
  return person
}

/** Ordinary browser and WeCom client: away to the platform and back with a code. */
function addRedirectLogin(router: Router, { database, platforms, settings, limits }: LoginParts): void {
  const platformOf = (ctx: Context): ChatPlatform => {
    const platform = platforms[ctx.params.platform as PlatformName]
    if (!platform) throw loginPlatformUnknown()
    return platform
  }
  const redirectUri = (platform: ChatPlatform): string => `${settings.publicUrl}/login/${platform.name}/callback`

  router.get('/login/:platform', (ctx) => {
    const platform = platformOf(ctx)
    // WeCom allows letters and digits only in `state`.
    const state = randomBytes(16).toString('hex')
    const verifier = randomBytes(32).toString('hex')
    const memory = Buffer.from(JSON.stringify([state, verifier, safeReturnPath(ctx.query.return), Date.now()]))
    ctx.cookies.set(stateCookie, memory.toString('base64url'), { signed: true, httpOnly: true, sameSite: 'lax' })
    const inClient = /wxwork|Lark/i.test(ctx.get('User-Agent'))
    ctx.redirect(
      platform.authorizeUrl({
        redirectUri: redirectUri(platform),
        state,
        codeChallenge: challengeOf(verifier),
        inClient,
      }),
    )
  })

  router.get('/login/:platform/callback', async (ctx) => {
    const platform = platformOf(ctx)
    const memory = ctx.cookies.get(stateCookie, { signed: true })
    const [state, codeVerifier, path, begun] = memory
      ? (JSON.parse(Buffer.from(memory, 'base64url').toString()) as [string, string, string, number])
      : ['', '', '/', 0]
    ctx.cookies.set(stateCookie, null, { signed: true })
    if (!state || ctx.query.state !== state || Date.now() - begun > stateLifeMilliseconds) {
      ctx.redirect('/login?problem=login.stateInvalid')
      return
    }
    const code = String(ctx.query.code ?? '')
    const identity = code ? await platform.identify({ code, redirectUri: redirectUri(platform), codeVerifier }) : null
    if (!identity) {
      await limits.badCode(ctx)
      ctx.redirect('/login?problem=login.codeInvalid')
      return
    }
    const person = await enter(ctx, database, platform.name, identity)
    ctx.redirect(person ? path : '/not-on-roster')
  })
}

/** Inside Feishu the page gets a code from the client itself and hands it in here. */
export function addLogin(router: Router, parts: LoginParts): void {
  const { database, platforms, settings, limits } = parts
  router.get(`${apiPrefix}${contract['login.options'].address.split(' ')[1]}`, (ctx) => {
    ctx.state.routeName = 'login.options'
    ctx.body = contract['login.options'].out.parse({
      platforms: Object.values(platforms).map((platform) => ({
        platform: platform.name,
        name: platformNames[platform.name],
        ...platform.clientSettings(),
      })),
      demo: settings.demo,
      contact: settings.contact,
    })
  })
  router.post(`${apiPrefix}${contract['login.byCode'].address.split(' ')[1]}`, async (ctx) => {
    ctx.state.routeName = 'login.byCode'
    if (!isFromOurPage(ctx)) throw requestForged()
    const { platform: name, code } = checkInput(contract['login.byCode'].in, ctx.request.body ?? {})
    const platform = platforms[name]
    if (!platform) throw loginPlatformUnknown()
    // Codes are plain signs; half a surrogate would not even fit into the platform's address.
    const identity = /^[!-~]+$/.test(code) ? await platform.identify({ code }) : null
    if (!identity) {
      await limits.badCode(ctx)
      throw loginCodeInvalid()
    }
    const person = await enter(ctx, database, platform.name, identity)
    if (!person) throw loginNotOnRoster({ contact: settings.contact })
    ctx.body = { name: person.name }
  })
  router.post(`${apiPrefix}${contract['session.end'].address.split(' ')[1]}`, async (ctx) => {
    ctx.state.routeName = 'session.end'
    if (!isFromOurPage(ctx)) throw requestForged()
    const actor = await requireActor(ctx, database)
    await readInput(ctx, contract['session.end'])
    const ended = sessionOf(ctx)?.sessionId ?? ''
    await database.unitOfWork(actor, clientOf(ctx), (work) => endSession(work, ended))
    dropSession(ctx)
    ctx.body = { done: true }
  })
  addRedirectLogin(router, parts)
}

import type Router from '@koa/router'
import { contract } from '../contract'
import { apiPrefix } from '../contract/addresses'
import { platformNames } from '../domain/organisation/platforms'
import { readInvite } from '../features/account/invites'
import type { Asks } from '../features/call'
import type { LoginCallName } from '../features/calls'
import { endSession } from '../features/session/sessions'
import { loginPlatformUnknown, refusal, requestForged } from '../refusals'
import { checkInput } from './checkInput'
import { exchangeCode, type LoginParts } from './exchangeCode'
import { keepInvite } from './inviteCookie'
import { addRedirectLogin } from './redirectLogin'
import { clientOf, readInput, requireActor } from './route'
import { dropSession, isFromOurPage, sessionOf } from './session'

const loginCodeInvalid = refusal(401, 'login.codeInvalid', '登录凭证已失效，请退出后重新进入。')
const loginNotOnRoster = refusal(
  403,
  'login.notOnRoster',
  '您还不在党员群众名册中，请联系本支部书记或{contact}登记后再进入。',
)

/** What the calls of this file ask; those of the others stand in features/<part>/calls.ts. */
export const loginAsks = {
  'login.options': 'anyone',
  'login.byCode': 'anyone',
  'login.byInvite': 'anyone',
  'session.end': 'person',
} as const satisfies Record<LoginCallName, Asks>

const addressOf = (name: LoginCallName): string => `${apiPrefix}${contract[name].address.split(' ')[1]}`

/** Inside Feishu the page gets a code from the client itself and hands it in here. */
export function addLogin(router: Router, parts: LoginParts): void {
  const { database, platforms, settings } = parts
  router.get(addressOf('login.options'), (ctx) => {
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
  router.post(addressOf('login.byCode'), async (ctx) => {
    ctx.state.routeName = 'login.byCode'
    if (!isFromOurPage(ctx)) throw requestForged()
    const { platform: name, code } = checkInput(contract['login.byCode'].in, ctx.request.body ?? {})
    const platform = platforms[name]
    if (!platform) throw loginPlatformUnknown()
    // Codes are plain signs; half a surrogate would not even fit into the platform's address.
    if (!/^[!-~]+$/.test(code)) throw loginCodeInvalid()
    const outcome = await exchangeCode(ctx, parts, platform, { code, way: 'inside' }, ctx.get('Idempotency-Key'))
    if (outcome.kind === 'badCode') throw loginCodeInvalid()
    if (outcome.kind === 'notOnRoster') throw loginNotOnRoster({ contact: settings.contact })
    ctx.body = { name: outcome.name }
  })
  router.post(addressOf('login.byInvite'), async (ctx) => {
    ctx.state.routeName = 'login.byInvite'
    if (!isFromOurPage(ctx)) throw requestForged()
    const { loginCode } = checkInput(contract['login.byInvite'].in, ctx.request.body ?? {})
    const { inviteId, name, houseName } = await database
      .read(null, clientOf(ctx), (work) => readInvite(work, loginCode))
      .catch((fault) => parts.limits.badCode(ctx).then(() => Promise.reject(fault)))
    keepInvite(ctx, inviteId)
    ctx.body = { name, houseName }
  })
  router.post(addressOf('session.end'), async (ctx) => {
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

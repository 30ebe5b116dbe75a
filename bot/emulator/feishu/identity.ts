import { ApiError, refuseWith200 } from './errors'
import { type ApiCall, asText, bearer, type Gateway, type Json, liveGrant } from './gateway'
import { openIdOf, unionIdOf } from './ids'
import { issueUserToken } from './login'
import type { FeishuApp, FeishuUser } from './setup'
import { type FeishuState, hasScope, userInRange } from './state'

/** feishu §2.4: the last five members only with their scopes. */
function identity(state: FeishuState, app: FeishuApp, user: FeishuUser): Json {
  const avatar = `${state.frame.origin()}/desk/person.svg`
  return {
    name: user.name,
    en_name: user.name,
    avatar_url: avatar,
    avatar_thumb: avatar,
    avatar_middle: avatar,
    avatar_big: avatar,
    open_id: openIdOf(app.appId, user.userId),
    union_id: unionIdOf(state.tenantKey, user.userId),
    tenant_key: state.tenantKey,
    ...(hasScope(app, 'contact:user.employee_id:readonly') ? { user_id: user.userId } : {}),
    ...(hasScope(app, 'contact:user.email:readonly') ? { email: asText(user.email) } : {}),
    ...(hasScope(app, 'contact:user.employee:readonly')
      ? { enterprise_email: asText(user.enterpriseEmail), employee_no: asText(user.employeeNo) }
      : {}),
    ...(hasScope(app, 'contact:user.phone:readonly') && user.mobile
      ? { mobile: user.mobile.startsWith('+') ? user.mobile : `+86${user.mobile}` }
      : {}),
  }
}

/** Errors come with HTTP 200. */
function whoIsIt(state: FeishuState, { ctx }: ApiCall): Json {
  const grant = liveGrant(state, bearer(ctx))
  const app = grant && state.apps.get(grant.appId)
  if (!grant || !app) throw refuseWith200(20005, 'The user access token passed is invalid.')
  const user = state.users.get(grant.userId)
  if (!user) throw refuseWith200(20008, 'User not exist')
  if (user.isResigned) throw refuseWith200(20021, 'User resigned')
  if (user.isFrozen) throw refuseWith200(20022, 'User frozen')
  if (user.isUnjoin || !user.isActivated) throw refuseWith200(20023, 'User not registered')
  return { code: 0, msg: 'success', data: identity(state, app, user) }
}

/** The historic exchange (feishu §2.3): app access token as bearer, errors with HTTP 200. */
function historicExchange(state: FeishuState, { ctx, body }: ApiCall, withIdentity: boolean): Json {
  const known = state.tenantTokens.get(bearer(ctx) ?? '')
  const app = known && state.apps.get(known.appId)
  if (!app || known.expires <= state.frame.clock.now())
    throw new ApiError(200, 20014, 'The app access token passed is invalid.')
  const code = state.codes.get(asText(body.code))
  if (!code || code.appId !== app.appId) throw refuseWith200(20003, 'invalid authorization code')
  if (code.used) throw refuseWith200(20065, 'The authorization code has been used.')
  if (code.expires <= state.frame.clock.now()) throw refuseWith200(20004, 'The authorization code has expired.')
  const user = state.users.get(code.userId)
  if (!user || !userInRange(state, app.availability, user)) throw refuseWith200(20010, 'no right to use the app')
  code.used = true
  const token = { access_token: issueUserToken(state, app.appId, user.userId, code.scopes, 'u-'), token_type: 'Bearer' }
  const who = withIdentity ? identity(state, app, user) : {}
  return { code: 0, msg: 'success', data: { ...token, expires_in: 7199, scope: code.scopes.join(' '), ...who } }
}

export function addIdentityRoutes(state: FeishuState, gateway: Gateway): void {
  gateway.open('get', '/authen/v1/user_info', (call) => whoIsIt(state, call))
  gateway.open('post', '/authen/v1/oidc/access_token', (call) => historicExchange(state, call, false))
  gateway.open('post', '/authen/v1/access_token', (call) => historicExchange(state, call, true))
}

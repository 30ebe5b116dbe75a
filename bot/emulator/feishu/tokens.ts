import { asText, type Gateway, isObject } from './gateway'
import { botOpenIdOf } from './ids'
import { type FeishuState, randomHex } from './state'

const LIFE_MS = 7200_000
const RENEW_BELOW_MS = 1800_000

/** The same token while half an hour is left, then a new one while the old stays valid. */
function currentToken(state: FeishuState, appId: string): { token: string; expire: number } {
  const now = state.frame.clock.now()
  for (const [token, entry] of state.tenantTokens) {
    if (entry.appId === appId && entry.expires - now >= RENEW_BELOW_MS) {
      return { token, expire: Math.floor((entry.expires - now) / 1000) }
    }
  }
  const token = `t-g104${randomHex(19)}`
  state.tenantTokens.set(token, { appId, expires: now + LIFE_MS })
  return { token, expire: LIFE_MS / 1000 }
}

/** What is wrong with these credentials; undefined when nothing is. */
export function credentialError(
  state: FeishuState,
  appId: unknown,
  secret: unknown,
): Record<string, unknown> | undefined {
  if (typeof appId !== 'string' || !/^cli_\w+$/.test(appId) || typeof secret !== 'string') {
    return { code: 10003, data: {}, msg: 'invalid param' }
  }
  const app = state.apps.get(appId)
  if (!app) return { code: 10014, msg: 'app id not exists' }
  return app.appSecret === secret ? undefined : { code: 10014, msg: 'app secret invalid' }
}

export function addTokenRoutes(state: FeishuState, gateway: Gateway): void {
  for (const kind of ['tenant', 'app'] as const) {
    gateway.open('post', `/auth/v3/${kind}_access_token/internal`, ({ body }) => {
      const wrong = credentialError(state, body.app_id, body.app_secret)
      if (wrong) return wrong
      const { token, expire } = currentToken(state, asText(body.app_id))
      const both = kind === 'app' ? { app_access_token: token } : {}
      return { code: 0, msg: 'ok', ...both, tenant_access_token: token, expire }
    })
  }
  gateway.tenant('get', '/bot/v3/info', [], ({ app }) => {
    const bot = {
      activate_status: app.botEnabled ? 2 : 1,
      app_name: app.name,
      avatar_url: `${state.frame.origin()}/desk/bot.svg`,
      ip_white_list: app.ipWhitelist,
      open_id: botOpenIdOf(app.appId),
    }
    return { code: 0, msg: 'ok', bot }
  })
}

/** Every tenant token becomes worthless at once: proves that the product drops its cache. */
export function revokeTenantTokens(state: FeishuState, input: unknown): number {
  const appId = isObject(input) ? input.appId : undefined
  const doomed = [...state.tenantTokens].filter(([, entry]) => appId === undefined || entry.appId === appId)
  for (const [token] of doomed) state.tenantTokens.delete(token)
  return doomed.length
}

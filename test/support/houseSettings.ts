import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FeishuSetup, WecomSetup } from '../../bot/emulator'
import type { PlatformName } from '../../bot/port'
import type { Config } from '../../server/config'

/** How long a reading of a platform's directory waits after a call that failed, at most. */
export function withPatience(config: Config, patienceMilliseconds: number): Config {
  const { feishu, wecom } = config
  return {
    ...config,
    ...(feishu ? { feishu: { ...feishu, patienceMilliseconds } } : {}),
    ...(wecom ? { wecom: { ...wecom, patienceMilliseconds } } : {}),
  }
}

/** As people would write it, with a proxy in front that is not there. */
export const productionUrl = 'https://lianxinqiao.example.com'
export const feishuApp = {
  appId: 'cli_of_this_house',
  appSecret: 'app-secret',
  encryptKey: 'encrypt',
  verificationToken: 'token',
}
export const wecomApp = {
  corpId: 'wwofthishouse',
  agentId: 1000007,
  secret: 'agent-secret',
  token: 'callbackToken',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Who is in the company, on either platform. */
export interface Company {
  feishu: Required<Pick<FeishuSetup, 'departments' | 'users'>>
  wecom: Required<Pick<WecomSetup, 'departments' | 'users'>>
}

export const settingsFor = (
  databaseUrl: string,
  folder: string,
  emulatorUrl: string,
  port: number,
  publicUrl: string,
): Record<string, string> => ({
  NODE_ENV: 'production',
  PUBLIC_URL: publicUrl,
  HOST: '127.0.0.1',
  PORT: String(port),
  DATABASE_URL: databaseUrl,
  DATA_DIR: folder,
  KEYS_DIR: join(folder, 'keys'),
  SESSION_SECRET: 'a secret of more than thirty-two characters',
  TRUSTED_PROXIES: '127.0.0.1',
  LOG_LEVEL: 'silent',
  FEISHU_APP_ID: feishuApp.appId,
  FEISHU_APP_SECRET: feishuApp.appSecret,
  FEISHU_ENCRYPT_KEY: feishuApp.encryptKey,
  FEISHU_VERIFICATION_TOKEN: feishuApp.verificationToken,
  FEISHU_BASE_URL: `${emulatorUrl}/feishu`,
  FEISHU_ACCOUNTS_URL: `${emulatorUrl}/feishu`,
  WECOM_CORP_ID: wecomApp.corpId,
  WECOM_AGENT_ID: String(wecomApp.agentId),
  WECOM_SECRET: wecomApp.secret,
  WECOM_TOKEN: wecomApp.token,
  WECOM_AES_KEY: wecomApp.encodingAesKey,
  WECOM_API_URL: `${emulatorUrl}/wecom`,
  WECOM_AUTHORIZE_URL: `${emulatorUrl}/wecom`,
  WECOM_SSO_URL: `${emulatorUrl}/wecom`,
})

/** How somebody goes through a login: with cookies from before, towards a page, inside the client of WeCom. */
export interface Going {
  cookie?: string
  path?: string
  inside?: boolean
}

/** As a browser behind the house's own proxy goes: the public address is the product's. */
export async function walk(
  { url, publicUrl }: { url: string; publicUrl: string },
  platform: PlatformName,
  userId: string,
  { cookie: before = '', path = '/', inside = false }: Going = {},
) {
  const jar = new Map(
    before
      .split('; ')
      .filter(Boolean)
      .map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
  jar.set('emulator_user', `${platform}:${userId}`)
  const cookies = () => [...jar].flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join('; ')
  const agent = inside && platform === 'wecom' ? { 'user-agent': 'Mozilla/5.0 MicroMessenger/7.0.1 wxwork/5.0.6' } : {}
  let next = `${url}/login/${platform}?return=${encodeURIComponent(path)}`
  for (let hop = 0; hop < 8; hop += 1) {
    const response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: cookies(), accept: 'text/html', ...agent },
    })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = response.headers.get('location')
    if (!location) return { cookie: cookies(), path: new URL(next).pathname, text: await response.text() }
    next = new URL(location, next).href.replace(publicUrl, url)
    const { pathname, origin } = new URL(next)
    if (origin === url && !pathname.startsWith('/login/')) return { cookie: cookies(), path: pathname, text: '' }
  }
  throw new Error(`the login of ${userId} goes round in circles at ${new URL(next).pathname}`)
}

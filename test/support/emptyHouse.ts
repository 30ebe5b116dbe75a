import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type FeishuSetup, listenEmulator, type WecomSetup } from '../../bot/emulator'
import type { PlatformName } from '../../bot/port'
import { type Product, startProduct } from '../../server/compose'
import { type Config, readConfig } from '../../server/config'
import { type Caller, caller } from './caller'

/** How long a reading of a platform's directory waits after a call that failed, at most. */
function withPatience(config: Config, patienceMilliseconds: number): Config {
  const { feishu, wecom } = config
  return {
    ...config,
    ...(feishu ? { feishu: { ...feishu, patienceMilliseconds } } : {}),
    ...(wecom ? { wecom: { ...wecom, patienceMilliseconds } } : {}),
  }
}

/** As people would write it, with a proxy in front that is not there. */
const productionUrl = 'https://lianxinqiao.example.com'
const feishuApp = {
  appId: 'cli_of_this_house',
  appSecret: 'app-secret',
  encryptKey: 'encrypt',
  verificationToken: 'token',
}
const wecomApp = {
  corpId: 'wwofthishouse',
  agentId: 1000007,
  secret: 'agent-secret',
  token: 'callbackToken',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
}

/** The people of the company as its platforms have them: the house knows none of them yet. */
const directory = ['chief', 'deputy', 'secretary', 'member', 'stranger']

export interface EmptyHouse {
  product: Product
  /** Where the product listens; PUBLIC_URL is what people would write. */
  url: string
  publicUrl: string
  emulator: Awaited<ReturnType<typeof listenEmulator>>
  /** Sets the app's console of Feishu anew, these settings in place of the right ones. */
  setFeishu(change: Partial<FeishuSetup['apps'][number]>): void
  anonymous: Caller
  /** What the settings say, for another program beside it. */
  environment: Record<string, string>
  /** A browser in which this user of the platform goes through its login, with cookies it had before; where it ended. */
  logIn(
    platform: PlatformName,
    userId: string,
    cookie?: string,
  ): Promise<{ cookie: string; path: string; text: string }>
  as(cookie: string): Caller
  /** Starts the program anew on the same database. */
  restart(): Promise<void>
  /** One more instance on the same database. */
  another(): Promise<Product>
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** What stands in the console of Feishu. */
const feishuSetup = (productUrl: string, publicUrl: string) => ({
  ...feishuApp,
  redirectUrls: [`${publicUrl}/login`, `${publicUrl}/login/feishu/callback`],
  trustedDomains: [publicUrl],
  eventUrl: `${productUrl}/hooks/feishu`,
  callbackUrl: `${productUrl}/hooks/feishu`,
  botEnabled: true,
  disabled: false,
  ipWhitelist: [],
  scopes: [
    'im:message:send_as_bot',
    'im:message.p2p_msg:readonly',
    'contact:contact.base:readonly',
    'contact:department.base:readonly',
    'contact:user.base:readonly',
    'contact:user.employee:readonly',
  ],
})

/** Who is in the company, on either platform. */
export interface Company {
  feishu: Required<Pick<FeishuSetup, 'departments' | 'users'>>
  wecom: Required<Pick<WecomSetup, 'departments' | 'users'>>
}

const fewPeople: Company = {
  feishu: {
    departments: [{ departmentId: 'd1', name: 'department' }],
    users: directory.map((userId) => ({ userId, name: userId, departmentIds: ['d1'] })),
  },
  wecom: {
    departments: [{ id: 1, name: 'company', parentid: 0 }],
    users: directory.map((userid) => ({ userid, name: userid, department: [1] })),
  },
}

const listen = (productUrl: string, publicUrl: string, company: Company) =>
  listenEmulator(
    {
      clock: { now: () => Date.now() },
      productUrl: () => publicUrl,
      feishu: {
        apps: [feishuSetup(productUrl, publicUrl)],
        ...company.feishu,
      },
      wecom: {
        ...wecomApp,
        callbackUrl: `${productUrl}/hooks/wecom`,
        homeUrl: `${publicUrl}/`,
        ...company.wecom,
      },
    },
    0,
  )

const settingsFor = (
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

/** As a browser behind the house's own proxy goes: the public address is the product's. */
async function walk(
  { url, publicUrl }: Pick<EmptyHouse, 'url' | 'publicUrl'>,
  platform: PlatformName,
  userId: string,
  before: string,
) {
  const jar = new Map(
    before
      .split('; ')
      .filter(Boolean)
      .map((pair): [string, string] => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
  jar.set('emulator_user', `${platform}:${userId}`)
  const cookies = () => [...jar].flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join('; ')
  let next = `${url}/login/${platform}?return=/`
  for (let hop = 0; hop < 8; hop += 1) {
    const response = await fetch(next, { redirect: 'manual', headers: { cookie: cookies(), accept: 'text/html' } })
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

export interface EmptyHouseOptions {
  now?: () => number
  company?: Company
  /** Milliseconds that a long reading waits at most after a call that failed: hardly any, when not said. */
  patience?: number
  /** A browser can go where it is sent: there is no https here, so that this is not production. */
  inBrowser?: boolean
}

/** The product in production, its database without a row, and the two platforms beside it as a server of their own. */
export async function openEmptyHouse(
  databaseUrl: string,
  { now = Date.now, inBrowser = false, company = fewPeople, patience = 5 }: EmptyHouseOptions = {},
): Promise<EmptyHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-empty-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const publicUrl = inBrowser ? url : productionUrl
  const emulator = await listen(url, publicUrl, company)
  const environment = {
    ...settingsFor(databaseUrl, folder, emulator.url, port, publicUrl),
    ...(inBrowser ? { NODE_ENV: 'test', FEISHU_JSSDK_URL: `${emulator.url}/feishu/h5-js-sdk.js` } : {}),
  }
  const start = (more: Record<string, string> = {}) =>
    startProduct(withPatience(readConfig({ ...environment, ...more }), patience), {
      quiet: true,
      clock: { now },
      log: pino({ level: 'silent' }),
    })
  const house: EmptyHouse = {
    product: await start(),
    url,
    publicUrl,
    emulator,
    environment,
    setFeishu: (change) => void emulator.feishu.control.seedApps([{ ...feishuSetup(url, publicUrl), ...change }]),
    anonymous: caller(url, ''),
    as: (cookie) => caller(url, cookie),
    logIn: (platform, userId, cookie = '') => walk({ url, publicUrl }, platform, userId, cookie),
    restart: async () => {
      await house.product.stop()
      house.product = await start()
    },
    another: () => start({ PORT: '0' }),
    stop: async () => {
      await house.product.stop()
      await emulator.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return house
}

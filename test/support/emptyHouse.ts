import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { type FeishuSetup, listenEmulator } from '../../bot/emulator'
import type { PlatformName } from '../../bot/port'
import { type Product, startProduct } from '../../server/compose'
import { readConfig } from '../../server/config'
import { type Caller, caller } from './caller'
import {
  type Company,
  feishuApp,
  freePort,
  productionUrl,
  settingsFor,
  walk,
  wecomApp,
  withPatience,
} from './houseSettings'

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
    logIn: (platform, userId, cookie = '') => walk({ url, publicUrl }, platform, userId, { cookie }),
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

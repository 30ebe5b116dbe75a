import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import type { PlatformName } from '../../bot/port'
import { type ComposeOptions, type CreateDemo, type Product, startProduct } from '../../server/compose'
import { readConfig } from '../../server/config'
import { createDemo } from '../../server/demo/demo'
import { sampleChat } from '../../server/demo/sampleOrganisation'
import { type Caller, caller } from './caller'
import { layTables } from './ready/readyDatabase'
import { seedOnce } from './ready/seedOnce'

export type { Caller, Reply } from './caller'

/** Who can be played in tests: the personas of the sample organisation, by key. */
export type PersonaKey = string

export interface TestProduct extends Product {
  login(persona: PersonaKey, platform?: PlatformName): Promise<Caller>
  loginPerson(personId: string, platform?: PlatformName): Promise<Caller>
  anonymous: Caller
  /** Moves the demo's today, running what falls due on the way. */
  moveTo(day: string): Promise<Response>
  /** The chat of a person as the client shows it. */
  chat(persona: PersonaKey, platform?: PlatformName): Promise<ShownMessage[]>
}

export interface ShownMessage {
  id: string
  [field: string]: unknown
}

/** Goes through the platform's own login page as this chat user, following every redirect by hand. */
async function loginThrough(url: string, platform: PlatformName, userId: string): Promise<string> {
  const jar = new Map([['emulator_user', `${platform}:${userId}`]])
  let next = `${url}/login/${platform}?return=/`
  for (let hop = 0; hop < 8; hop += 1) {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ')
    const response = await fetch(next, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = response.headers.get('location')
    if (!location) break
    next = new URL(location, next).href
    if (new URL(next).pathname === '/') return [...jar].map(([key, value]) => `${key}=${value}`).join('; ')
  }
  throw new Error(`login of ${userId} ended at ${next}`)
}

/** The demo, its rows copied where a product of this jest run was filled with them before. */
const filledDemo: CreateDemo = (config) => {
  const demo = createDemo(config)
  return {
    ...demo,
    seed: async (database) => {
      const source = await database.read(null, 'job', async ({ manager }) => manager.dataSource)
      await seedOnce(source, 'demo', () => demo.seed(database))
    },
  }
}

/** Starts the whole product with the demo's emulator on a free port; stop() removes its folder. */
export async function startTestProduct(
  databaseUrl?: string,
  environment: Record<string, string> = {},
  options: ComposeOptions = {},
): Promise<TestProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-product-'))
  const config = readConfig({
    NODE_ENV: 'test',
    DEMO: 'on',
    PORT: '0',
    DATA_DIR: folder,
    KEYS_DIR: join(folder, 'keys'),
    BUNDLES_DIR: join(folder, 'bundles'),
    REQUESTS_PER_MINUTE: '0',
    REQUESTS_PER_ADDRESS: '0',
    LOG_LEVEL: 'silent',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...environment,
  })
  if (!databaseUrl && config.databaseUrl.includes(folder)) await layTables(config.databaseUrl.replace(/^sqlite:/, ''))
  const product = await startProduct(config, {
    quiet: true,
    log: pino({ level: config.logLevel }),
    createDemo: filledDemo,
    ...options,
  })
  const { chatPeople, personas } = sampleChat()
  const userIdOf = (personId: string, platform: PlatformName): string => {
    const person = chatPeople.find((one) => one.personId === personId)
    const userId = platform === 'feishu' ? person?.feishuUserId : person?.wecomUserId
    if (!userId) throw new Error(`${personId} has no ${platform} account`)
    return userId
  }
  const personOf = (persona: PersonaKey): string => {
    const found = personas.find((one) => one.key === persona)
    if (!found) throw new Error(`no persona ${persona}`)
    return found.personId
  }
  const loginPerson = async (personId: string, platform: PlatformName = 'feishu'): Promise<Caller> => {
    const cookie = await loginThrough(product.url, platform, userIdOf(personId, platform))
    const name = chatPeople.find((one) => one.personId === personId)?.name ?? ''
    return caller(product.url, cookie, name, personId)
  }
  return {
    ...product,
    anonymous: caller(product.url, ''),
    loginPerson,
    login: (persona, platform = 'feishu') => loginPerson(personOf(persona), platform),
    moveTo: (day) =>
      fetch(`${product.url}/demo/today`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ day }),
      }),
    async chat(persona, platform = 'feishu') {
      const user = userIdOf(personOf(persona), platform)
      const response = await fetch(`${product.url}/emulator/desk/api/chat?platform=${platform}&user=${user}`)
      return ((await response.json()) as { messages: ShownMessage[] }).messages
    },
    async stop() {
      await product.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import type Router from '@koa/router'
import pino, { type Logger } from 'pino'
import type { ChatPlatform, PlatformName } from '../bot/port'
import { createDirectoryReader } from '../jobs/directory'
import { purge } from '../jobs/purge'
import { createRunner, type JobBodies } from '../jobs/runner'
import { createSender } from '../jobs/sendOutbox'
import { inTurn, startBackground } from './background'
import { createInbound, type InboundVerbs } from './chat/inbound'
import type { Config } from './config'
import { type Clock, Database } from './database/work'
import type { CallTable } from './features/calls'
import { followCares } from './features/care/followCares'
import { closeContactRosters } from './features/contactRoster/closeContactRosters'
import { heardOfDirectory } from './features/directory'
import { closeDueVotings } from './features/evaluation/closeDueVotings'
import { noteKeptCounts } from './features/evaluation/countKept'
import { destroyKeys } from './features/evaluation/destroyKeys'
import { flows } from './features/flows'
import { archiveLeavers } from './features/pledge/archiveLeavers'
import { nudgeInCard } from './features/pledge/nudgeInCard'
import { suspendUnfit } from './features/postArea/suspend'
import { keepProgress } from './features/progress/keepProgress'
import { severalAction, severalOf } from './features/reminders/answerSeveral'
import { remind } from './features/reminders/remind'
import { mixOpinions } from './features/supervision/mixOpinions'
import { answerText } from './features/tasks/answerText'
import { beginNames, takeRecordsAlong } from './features/unit'
import { keepVacancies } from './features/vacancy'
import { answerInCard } from './features/visit/answerVisit'
import { visitInCard } from './features/visit/visitInCard'
import { pressesOf } from './features/workflow'
import { type BundleFolder, bundleFolder } from './files/bundleFolder'
import { houseChecks } from './houseChecks'
import { createHouseMark } from './houseMark'
import { refuseOtherKeys } from './keyMark'
import { openHouse } from './openHouse'
import { createPlatforms } from './platforms'
import { type Policy, policy } from './policy'
import { type KeyFolder, keyFolder } from './sealing/keyFolder'
import { setUpCodeOf } from './setUpAtStart'
import { createApp } from './web/app'
import { describeFault } from './web/errorDoor'
import type { Platforms } from './web/exchangeCode'

/** The checkout's folder: where package.json is, whether run from dist/ or from source. */
const productFolder = existsSync(join(__dirname, '../package.json'))
  ? resolve(__dirname, '..')
  : resolve(__dirname, '../..')

/** Without a secret in the environment (never in production) one is made and kept beside the database. */
function sessionSecrets(config: Config): string[] {
  if (config.sessionSecrets.length) return config.sessionSecrets
  const file = join(config.dataFolder, 'sessionSecret')
  if (!existsSync(file)) {
    mkdirSync(config.dataFolder, { recursive: true })
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  }
  return [readFileSync(file, 'utf8')]
}

/**
 * Who has left or moved: their 岗 is suspended, their sheet leaves the board for good (rules §3.1, §3.2). What nobody holds
 * the post for after that is 党办's.
 */
const followRoster = (database: Database): Promise<string> =>
  database.unitOfWork(null, 'job', async (work) => {
    const suspended = await suspendUnfit(work)
    const archived = await archiveLeavers(work)
    const renamed = await beginNames(work)
    const moved = await takeRecordsAlong(work)
    return `renamed ${renamed}, moved ${moved}, suspended ${suspended}, archived ${archived}, vacant ${await keepVacancies(work)}`
  })

const jobBodies = (keys: KeyFolder, bundles: BundleFolder, platforms: Platforms): JobBodies => ({
  remind,
  closeVoting: closeDueVotings(keys, bundles),
  keepProgress,
  mixOpinions: mixOpinions(keys),
  closeContactRosters,
  followRoster,
  askDirectory: async (database) => {
    const names = Object.keys(platforms) as PlatformName[]
    await database.unitOfWork(null, 'job', (work) => heardOfDirectory(work, names))
    return `asked ${names.join(' ')}`
  },
  purge: (database) => purge(database),
  checkDatabase: (database) => database.check(),
})

/** What can be done in a card, by the first word of its action, and the answer to a written word. */
const inboundVerbs: InboundVerbs = {
  press: {
    nudge: nudgeInCard,
    visit: visitInCard,
    visitAnswer: answerInCard,
    ...pressesOf(flows),
    [severalAction]: severalOf(flows),
  },
  text: answerText,
}

/** Tried again at each turn; what hinders it (a bundle that cannot be written) is told once. */
function createRetried(body: () => Promise<unknown>, failed: string, log: Logger): () => Promise<void> {
  let told = ''
  return async () => {
    try {
      await body()
      told = ''
    } catch (fault) {
      const message = String((fault as Error).message)
      if (message !== told) log.error({ fault: describeFault(fault) }, failed)
      told = message
    }
  }
}

export interface Product {
  url: string
  /** Where a person begins: the same address, in a demo the desk. */
  entrance: string
  database: Database
  /** While nobody can enter the house: the code that opens its first-start page. For the console alone. */
  setUpCode: string | null
  /** Runs due jobs and empties the outbox once. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

/** What a demo is lent of the house. */
export interface DemoHouse {
  database: Database
  calls: CallTable
  /** Runs the jobs that are due. */
  tick(): Promise<void>
  /** Sends what they put into the outbox. */
  deliver(): Promise<unknown>
}

/** What a demo brings along (server/demo); the product knows none of it and is built without. */
export interface DemoPart {
  clock: Clock
  /** The chat platforms to talk to, in place of those of the configuration. */
  platforms: Pick<Config, 'feishu' | 'wecom'>
  entrance: string
  /** Fills an empty database. */
  seed(database: Database): Promise<void>
  /** Once the product answers: sets what an administrator sets in the platforms' consoles. */
  begin(platforms: readonly ChatPlatform[]): Promise<void>
  /** Routes of its own. */
  addRoutes(router: Router, house: DemoHouse): void
  /** Who answers a request in place of the product: another program may share the port. Null for the product. */
  answers(url: string): RequestListener | null
  close(): void
}

/** Called once the port is known. */
export type CreateDemo = (config: Config) => DemoPart

export interface ComposeOptions {
  /** Used when the configuration asks for a demo and no clock is given. */
  createDemo?: CreateDemo
  /** Test only: a clock to move. */
  clock?: Clock
  /** Test only: no background loops; the test calls catchUp. */
  quiet?: boolean
  /** Test only: shows that a refusal is owed to one predicate. */
  policy?: Policy
  /** Test only: the built page. */
  pagesFolder?: string
  log?: Logger
}

/**
 * Longer than proxies keep an idle connection (60 s is their custom): the last one to let go must be the one that does not
 * write first, else a request meets a connection just closed and is lost (ECONNRESET; 502 from the proxy).
 */
const keepAliveMilliseconds = 75_000

/** Opens the port; with port 0 the config learns the free one it got. */
async function listen(server: Server, given: Config): Promise<Config> {
  await new Promise<void>((resolveListening, reject) => {
    server.once('error', reject)
    server.listen(given.port, given.host, resolveListening)
  })
  const { port } = server.address() as AddressInfo
  return { ...given, port, publicUrl: given.publicUrl.replace(/:0$/, `:${port}`) }
}

/** The demo that the configuration asks for. */
function openDemo(config: Config, { clock, createDemo }: ComposeOptions): DemoPart | undefined {
  if (config.demo) mkdirSync(config.dataFolder, { recursive: true })
  return config.demo && !clock ? createDemo?.(config) : undefined
}

/** What the HTTP face needs of the configuration; `chat` are the platforms in use, the demo's own included. */
const webSettings = (config: Config, chat: Pick<Config, 'feishu' | 'wecom'>, pagesFolder?: string) => ({
  ...config,
  tenants: { feishu: chat.feishu?.appId ?? null, wecom: chat.wecom?.corpId ?? null },
  sessionSecrets: sessionSecrets(config),
  pagesFolder: pagesFolder ?? join(productFolder, 'miniapp/dist'),
  scriptHosts: chat.feishu ? [new URL(chat.feishu.jssdkUrl).origin] : [],
})

/** The demo answers first, where it is asked. */
const serving =
  (product: RequestListener, demo: DemoPart | undefined): RequestListener =>
  (request, response) =>
    (demo?.answers(request.url ?? '') ?? product)(request, response)

interface Around {
  keys: KeyFolder
  bundles: BundleFolder
  platforms: Platforms
}

/** At the first turn of each minute by the house's clock. */
function oncePerMinute(database: Database, body: () => Promise<unknown>): () => Promise<void> {
  let done = Number.NaN
  return async () => {
    const minute = Math.floor(database.clock.now() / 60_000)
    if (minute === done) return
    done = minute
    await body()
  }
}

/** What is done at each turn: the jobs that are due, and what was left behind by a fault or a restored backup. */
function createTick(
  database: Database,
  mark: ReturnType<typeof createHouseMark>,
  { keys, bundles, platforms }: Around,
  log: Logger,
): () => Promise<void> {
  const runJobs = createRunner(database, jobBodies(keys, bundles, platforms), log)
  const destroyCounted = createRetried(
    () => destroyKeys(database, keys, bundles),
    'keys of a counted round not destroyed',
    log,
  )
  const tellOnCares = oncePerMinute(database, () => followCares(database))
  const noteRestored = createRetried(() => noteKeptCounts(database, bundles), 'restored rounds not looked for', log)
  return async () => {
    await runJobs()
    await tellOnCares().catch((fault) => log.error({ fault: describeFault(fault) }, 'care tasks not followed'))
    await destroyCounted()
    await noteRestored()
    await mark.keep(database).catch((fault) => log.error({ fault: describeFault(fault) }, 'mark of the house not kept'))
  }
}

/** Puts the product together and starts listening. The only place that picks adapters. */
export async function startProduct(given: Config, options: ComposeOptions = {}): Promise<Product> {
  const log = options.log ?? pino({ level: given.logLevel, redact: ['*.secret', '*.token'] })
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds })
  // A request that comes during the start would else never be answered.
  let serve: RequestListener = (_request, response) => response.writeHead(503, { 'Retry-After': '1' }).end()
  server.on('request', (request, response) => serve(request, response))
  const config = await listen(server, given)
  const demo = openDemo(config, options)
  const chat = demo ? { ...config, ...demo.platforms } : config
  const platforms = createPlatforms(chat, log)
  const clock = options.clock ?? demo?.clock ?? { now: () => Date.now() }
  const mark = createHouseMark(config)
  const keys = keyFolder(config.keysFolder)
  const bundles = bundleFolder(config.bundlesFolder)
  const source = await openHouse(config, mark, () => log.warn('another instance is upgrading the database: waiting'))
  await refuseOtherKeys(source, keys, config).catch((fault) => source.destroy().then(() => Promise.reject(fault)))
  const database = new Database(source, clock, options.policy ?? policy)
  await demo?.seed(database)
  const tick = createTick(database, mark, { keys, bundles, platforms }, log)
  const stopping = new AbortController()
  const deliver = createSender(database, platforms, log, stopping.signal)
  const settings = webSettings(config, chat, options.pagesFolder)
  const readDirectories = createDirectoryReader(database, Object.values(platforms), settings.tenants, log)
  const setUpCode = await setUpCodeOf(config, settings.tenants, database)
  const app = createApp({
    database,
    platforms,
    inbound: createInbound(database, inboundVerbs, log),
    log,
    settings,
    checks: () => houseChecks(chat, clock.now()),
    ...(demo ? { addDemo: (router, calls) => demo.addRoutes(router, { database, calls, tick, deliver }) } : {}),
  })
  serve = serving(app.callback(), demo)
  const begin = async () =>
    demo
      ?.begin(Object.values(platforms))
      .catch((fault) => log.error({ fault: describeFault(fault) }, 'consoles of the demo not set'))
  if (options.quiet) await begin()
  const background = options.quiet ? async () => {} : startBackground(begin, tick, deliver, readDirectories, log)
  const stop = async () => {
    stopping.abort()
    await closeServer(server)
    await background()
    demo?.close()
    await database.close()
  }
  return {
    url: config.publicUrl,
    entrance: demo?.entrance ?? config.publicUrl,
    database,
    setUpCode,
    catchUp: () => inTurn(tick, readDirectories, deliver),
    stop,
  }
}

/** Lets requests under way finish, then closes. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolveClosed) => server.close(() => resolveClosed()))
  server.closeIdleConnections()
  const force = setTimeout(() => server.closeAllConnections(), 5000)
  await closed
  clearTimeout(force)
}

import { randomBytes } from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Router from '@koa/router'
import Koa from 'koa'
import { type Clock, createClock } from './clock'
import { type Control, type ControlAccess, createControl } from './control'
import { createDeskRoutes, type StoryStep } from './deskRoutes'
import { createFaults, type Fault } from './faults'
import { createFeishu, type Feishu, type FeishuSetup } from './feishu'
import type { DeskPlatform, Frame } from './frame'
import { createPersons, currentPerson, type Persons } from './persons'
import { push } from './push'
import { createSnapshot, type Kept } from './snapshot'
import { createStaticRoutes } from './staticFiles'
import { createWecom, type WecomSetup } from './wecom'

export type { Clock } from './clock'
export type { StoryStep } from './deskRoutes'
export type { FeishuSetup } from './feishu'
export type { WecomSetup } from './wecom'

export interface EmulatorOptions {
  clock: Clock
  /** Where the emulator is mounted, e.g. '/emulator'; default ''. */
  basePath?: string
  /** Public address of the emulator incl. basePath, as browser and product see it. */
  origin: () => string
  productUrl: () => string
  feishu?: FeishuSetup
  wecom?: WecomSetup
  story?: StoryStep[]
  /** Who may use /__ctl; default: callers on this machine that did not come through a proxy. */
  control?: ControlAccess
  /** Chats are written here, so that a demo survives a restart. */
  stateFile?: string
}

export interface Emulator {
  callback: (req: IncomingMessage, res: ServerResponse) => void
  feishu: Feishu
  wecom: ReturnType<typeof createWecom>
  frame: Frame
  /** Runs what is due and waits until all pushed requests are answered. */
  settle(): Promise<void>
  /** Empties every chat of both platforms; people and apps stay. */
  forgetChats(): void
  close(): void
}

const EMPTY_FEISHU: FeishuSetup = { apps: [] }
const EMPTY_WECOM: WecomSetup = {
  corpId: 'none',
  agentId: 0,
  secret: '',
  callbackUrl: '',
  token: '',
  encodingAesKey: '',
  users: [],
  departments: [],
}

/** `basePath` is cut off before routing, so that no route knows where it is mounted. */
function mount(basePath: string): Koa.Middleware {
  return async (ctx, next) => {
    if (basePath === '') return next()
    if (ctx.path !== basePath && !ctx.path.startsWith(`${basePath}/`)) return
    ctx.path = ctx.path.slice(basePath.length) || '/'
    await next()
  }
}

function commonControl(frame: Frame) {
  return {
    advance: ({ ms }: { ms: number }) => {
      frame.clock.advance(ms)
      return frame.clock.now()
    },
    now: () => frame.clock.now(),
    settle: () => frame.clock.settle(),
    fault: (fault: Fault) => frame.faults.add(fault),
    clearFaults: () => frame.faults.clear(),
    calls: () => frame.faults.calls(),
  }
}

function keptParts(feishu: Feishu, wecom: object): Record<string, Kept> {
  const other = 'kept' in wecom ? { wecom: wecom.kept as Kept } : {}
  return { feishu: feishu.kept, ...other }
}

interface World {
  frame: Frame
  control: Control
  persons: Persons
  platforms: DeskPlatform[]
  version: () => number
}

function createWorld(options: EmulatorOptions, onChange: () => void): World {
  const origin = () => options.origin().replace(/\/$/, '')
  const productUrl = () => options.productUrl().replace(/\/$/, '')
  const clock = createClock(options.clock)
  const control = createControl(options.control ?? 'loopback')
  const platforms: DeskPlatform[] = []
  const persons = createPersons(() => platforms, origin, productUrl)
  const seed = randomBytes(4).toString('hex')
  let version = 1
  let ids = 0
  const changed = () => {
    version += 1
    onChange()
  }
  const newId = () => {
    ids += 1
    return `${seed}${ids.toString(16).padStart(6, '0')}`
  }
  const own = { clock, basePath: options.basePath ?? '', origin, productUrl, push, changed, newId, currentPerson }
  const shared = {
    choosePersonPage: persons.choosePersonPage,
    addControl: control.add,
    faults: createFaults(clock.now),
  }
  return { frame: { ...own, ...shared }, control, persons, platforms, version: () => version }
}

/** Both platforms, the control API and the desk page in one request listener; mount it or use `listenEmulator`. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const snapshot = createSnapshot(options.stateFile, () => keptParts(feishu, wecom))
  const { frame, control, persons, platforms, version } = createWorld(options, () => snapshot.changed())
  const feishu = createFeishu(options.feishu ?? EMPTY_FEISHU, frame)
  const wecom = createWecom(options.wecom ?? EMPTY_WECOM, frame)
  if (options.feishu) platforms.push(feishu.desk)
  if (options.wecom) platforms.push(wecom.desk)
  control.add('frame', commonControl(frame))
  snapshot.load()
  const story = () => options.story ?? []
  const desk = createDeskRoutes({ frame, platforms: () => platforms, story, version })
  const pages = createStaticRoutes(frame.basePath)
  const app = createApp(frame, [control.router, persons.router, desk, pages, feishu.router, wecom.router])
  const close = () => {
    snapshot.flush()
    frame.clock.close()
  }
  const forgetChats = () => {
    frame.clock.forgetPlans()
    for (const part of Object.values(keptParts(feishu, wecom))) part.forget()
    frame.changed()
  }
  return { callback: app.callback(), feishu, wecom, frame, settle: frame.clock.settle, forgetChats, close }
}

function createApp(frame: Frame, routers: Router[]): Koa {
  const app = new Koa()
  const misbehave = frame.faults.middleware((ctx) => ctx.path)
  app.use(mount(frame.basePath))
  app.use(async (ctx, next) => {
    // Faults are meant for the two platforms' interfaces, not for the desk or the control API.
    if (ctx.path.startsWith('/__ctl') || ctx.path.startsWith('/desk')) return next()
    return misbehave(ctx, next)
  })
  for (const router of routers) app.use(router.routes())
  return app
}

/** Stand-alone use in tests; port 0 picks a free one. `origin` of the options may be left to this function. */
export async function listenEmulator(
  options: Omit<EmulatorOptions, 'origin'> & Partial<Pick<EmulatorOptions, 'origin'>>,
  port: number,
): Promise<Emulator & { url: string; stop(): Promise<void> }> {
  let url = ''
  const emulator = createEmulator({ ...options, origin: options.origin ?? (() => url) })
  const server = http.createServer(emulator.callback)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${options.basePath ?? ''}`
  const stop = async () => {
    emulator.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { ...emulator, url, stop }
}

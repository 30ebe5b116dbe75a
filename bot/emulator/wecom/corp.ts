import type { Frame } from '../frame'
import { defaultFlags, seededRandom, type WecomFlags } from './flags'
import type { Json } from './json'
import { Quotas } from './quota'

export interface WecomUser {
  /** Canonical case; matched case-insensitively everywhere. */
  userid: string
  name: string
  department: number[]
  order?: number[]
  mainDepartment?: number
  isLeaderInDept?: number[]
  directLeader?: string[]
  position?: string
  mobile?: string
  gender?: '0' | '1' | '2'
  email?: string
  bizMail?: string
  address?: string
  avatar?: string
  alias?: string
  telephone?: string
  /** 1 active, 2 disabled, 4 not activated, 5 left. */
  status?: 1 | 2 | 4 | 5
  /** false: inside the visible range but without a base API licence. */
  licensed?: boolean
  /** What the desk page shows under the name, e.g. 「支部书记」. */
  persona?: string
  featured?: boolean
}

export interface WecomDepartment {
  id: number
  name: string
  parentid: number
  order?: number
  nameEnglish?: string
  leaders?: string[]
}

export interface WecomTag {
  id: number
  name: string
  users: string[]
  departments?: number[]
}

export interface CallbackSettings {
  url: string
  token: string
  encodingAesKey: string
}

export interface VisibleRange {
  users: string[]
  departments: number[]
  tags: number[]
}

export interface AppSetup {
  agentId: number
  secret: string
  name?: string
  trustedHost?: string
  callback?: CallbackSettings
  visible?: Partial<VisibleRange>
  isReportEnter?: boolean
  homeUrl?: string
}

/** 企业可信IP and 授权回调域, which stand apart from the rest; undefined: whatever comes is taken. */
interface Doors {
  trustedIps: readonly string[] | undefined
  browserHost: string | undefined
}

export interface WecomSetup {
  corpId: string
  agentId: number
  secret: string
  appName?: string
  /** '' = no callback configured yet. */
  callbackUrl: string
  token: string
  encodingAesKey: string
  /** host[:port] of the OAuth and JS-SDK domain; default: host of the product's own address. */
  trustedHost?: string
  homeUrl?: string
  isReportEnter?: boolean
  /** Default: everyone (root department). */
  visible?: Partial<VisibleRange>
  users?: WecomUser[]
  departments?: WecomDepartment[]
  tags?: WecomTag[]
  /** Further self-built apps of the corp, for the rules about "another app". */
  otherApps?: AppSetup[]
  /** Secret and receiver of 通讯录同步. */
  sync?: { secret: string; callback?: CallbackSettings }
  webhookKeys?: string[]
  flags?: Partial<WecomFlags>
}

export interface WecomApp extends Doors {
  agentId: number
  secret: string
  name: string
  kind: 'app' | 'sync'
  visible: VisibleRange
  trustedHost: string | undefined
  callback: CallbackSettings | undefined
  isReportEnter: boolean
  homeUrl: string
  closed: boolean
  menu: Json[] | undefined
  workbench: { enabled: boolean; template: Json | undefined; byUser: Map<string, Json> }
}

interface Remark {
  at: number
  kind: string
  text: string
}

/** One corp with everything the parts of the emulator share. */
export interface Corp {
  id: string
  frame: Frame
  flags: WecomFlags
  quotas: Quotas
  users: Map<string, WecomUser>
  departments: Map<number, WecomDepartment>
  tags: Map<number, WecomTag>
  apps: WecomApp[]
  webhookKeys: Set<string>
  /** Things the product did that work here but would hurt with the real platform. */
  remarks: Remark[]
  now(): number
  seconds(): number
  chance(): number
  reseed(seed: number): void
  remark(kind: string, text: string): void
  mainApp: WecomApp
  appOf(agentId: number): WecomApp | undefined
  user(userid: string): WecomUser | undefined
}

const SYNC_AGENT = 0

function newApp(setup: AppSetup, kind: WecomApp['kind']): WecomApp {
  return {
    agentId: setup.agentId,
    secret: setup.secret,
    name: setup.name ?? '连心桥',
    kind,
    visible: {
      users: setup.visible?.users ?? [],
      departments: setup.visible?.departments ?? (setup.visible ? [] : [1]),
      tags: setup.visible?.tags ?? [],
    },
    trustedHost: setup.trustedHost,
    callback: setup.callback?.url ? setup.callback : undefined,
    isReportEnter: setup.isReportEnter ?? true,
    homeUrl: setup.homeUrl ?? '',
    closed: false,
    trustedIps: undefined,
    browserHost: undefined,
    menu: undefined,
    workbench: { enabled: false, template: undefined, byUser: new Map() },
  }
}

function mainSetup(setup: WecomSetup): AppSetup {
  const { agentId, secret, callbackUrl: url, token, encodingAesKey } = setup
  return {
    agentId,
    secret,
    callback: { url, token, encodingAesKey },
    ...(setup.appName !== undefined && { name: setup.appName }),
    ...(setup.trustedHost !== undefined && { trustedHost: setup.trustedHost }),
    ...(setup.visible !== undefined && { visible: setup.visible }),
    ...(setup.homeUrl !== undefined && { homeUrl: setup.homeUrl }),
    ...(setup.isReportEnter !== undefined && { isReportEnter: setup.isReportEnter }),
  }
}

function appsOf(setup: WecomSetup): [WecomApp, ...WecomApp[]] {
  const sync = setup.sync && { agentId: SYNC_AGENT, name: '通讯录同步', ...setup.sync }
  const others = (setup.otherApps ?? []).map((one) => newApp(one, 'app'))
  return [newApp(mainSetup(setup), 'app'), ...others, ...(sync ? [newApp(sync, 'sync')] : [])]
}

export function createCorp(setup: WecomSetup, frame: Frame): Corp {
  const flags = { ...defaultFlags, ...setup.flags }
  const apps = appsOf(setup)
  const users = new Map((setup.users ?? []).map((one) => [one.userid.toLowerCase(), one]))
  const remarks: Remark[] = []
  let chance = seededRandom(flags.seed)
  const now = () => frame.clock.now()
  return {
    id: setup.corpId,
    frame,
    flags,
    quotas: new Quotas(now),
    users,
    departments: new Map((setup.departments ?? []).map((one) => [one.id, one])),
    tags: new Map((setup.tags ?? []).map((one) => [one.id, one])),
    apps,
    webhookKeys: new Set(setup.webhookKeys ?? []),
    remarks,
    now,
    seconds: () => Math.floor(now() / 1000),
    chance: () => chance(),
    reseed: (seed) => {
      chance = seededRandom(seed)
    },
    remark: (kind, text) => remarks.push({ at: now(), kind, text }),
    mainApp: apps[0],
    appOf: (agentId) => apps.find((one) => one.kind === 'app' && one.agentId === agentId),
    user: (userid) => users.get(userid.toLowerCase()),
  }
}

import type { FormValues } from '../display'
import type { Callbacks } from './callback'
import type { Client } from './client'
import type { CallbackSettings, Corp, VisibleRange, WecomApp, WecomTag, WecomUser } from './corp'
import type { Events } from './events'
import type { WecomFlags } from './flags'
import { deliverHostile, type HostileKind } from './hostile'
import type { MessageStore, StoredMessage } from './messageStore'
import type { Tokens } from './tokens'
import { visibleUsers } from './visibleRange'
import type { XmlField } from './xml'

interface ControlParts {
  corp: Corp
  store: MessageStore
  tokens: Tokens
  callbacks: Callbacks
  client: Client
  events: Events
  force(path: string, code: number, times: number): void
}

interface Target {
  agentId?: number
}

interface AppChange extends Target {
  closed?: boolean
  isReportEnter?: boolean
  trustedHost?: string
  browserHost?: string
  homeUrl?: string
  /** 自定义展示 of the workbench tile. */
  workbench?: boolean
}

function targetApp(corp: Corp, target: Target): WecomApp {
  return corp.appOf(target.agentId ?? corp.mainApp.agentId) ?? corp.mainApp
}

interface PressOrder {
  userid: string
  msgid: string
  key: string
  values?: FormValues
}

function isFlag(corp: Corp, name: string): name is keyof WecomFlags {
  return Object.hasOwn(corp.flags, name)
}

function setFlags(corp: Corp, change: Partial<WecomFlags>): WecomFlags {
  for (const [name, value] of Object.entries(change)) {
    if (!isFlag(corp, name)) throw new Error(`no such flag: ${name}`)
    if (typeof value !== typeof corp.flags[name]) throw new Error(`wrong type of flag ${name}`)
  }
  Object.assign(corp.flags, change)
  if (change.seed !== undefined) corp.reseed(change.seed)
  return corp.flags
}

function messageView({ cards, ...message }: StoredMessage) {
  return { ...message, cards: Object.fromEntries(cards) }
}

/** Who enters or leaves an app's range is told with subscribe and unsubscribe. */
function createRangeWatch({ corp, client, events }: ControlParts) {
  async function tell(app: WecomApp, users: WecomUser[], name: string): Promise<void> {
    for (const user of users) await client.report(app, user, events.event(app, user, name, [['EventKey', '']]))
  }
  return async (change: () => void): Promise<void> => {
    const apps = corp.apps.filter((one) => one.kind === 'app')
    const before = new Map(apps.map((app) => [app, visibleUsers(corp, app)]))
    change()
    corp.frame.changed()
    for (const app of apps) {
      const [was, is] = [before.get(app) ?? [], visibleUsers(corp, app)]
      const ids = (users: WecomUser[]) => new Set(users.map((one) => one.userid.toLowerCase()))
      const [wasIds, isIds] = [ids(was), ids(is)]
      await tell(
        app,
        is.filter((one) => !wasIds.has(one.userid.toLowerCase())),
        'subscribe',
      )
      await tell(
        app,
        was.filter((one) => !isIds.has(one.userid.toLowerCase())),
        'unsubscribe',
      )
    }
  }
}

/** Members, departments and ranges change as an administrator would change them. */
function rosterControls(parts: ControlParts) {
  const { corp, callbacks, events } = parts
  const watched = createRangeWatch(parts)

  async function contactChange(changeType: string, fields: XmlField[]): Promise<void> {
    const sync = corp.apps.find((one) => one.kind === 'sync')
    if (sync) await callbacks.deliver(sync, events.contactChange(changeType, fields), () => undefined)
  }

  return {
    async putUser(user: WecomUser): Promise<void> {
      const known = corp.user(user.userid)
      await watched(() => corp.users.set(user.userid.toLowerCase(), { ...known, ...user }))
      await contactChange(known ? 'update_user' : 'create_user', [
        ['UserID', known?.userid ?? user.userid],
        ['Department', user.department.join(',')],
      ])
    },
    async removeUser({ userid }: { userid: string }): Promise<void> {
      await watched(() => corp.users.delete(userid.toLowerCase()))
      await contactChange('delete_user', [['UserID', userid]])
    },
    setVisible: (range: Partial<VisibleRange> & Target): Promise<void> =>
      watched(() => {
        const { agentId: _agentId, ...change } = range
        const app = targetApp(corp, range)
        app.visible = { users: [], departments: [], tags: [], ...change }
      }),
    putTag: (tag: WecomTag): Promise<void> => watched(() => corp.tags.set(tag.id, tag)),
  }
}

/** Settings of an app in the administrators' console. */
function consoleControls({ corp, callbacks }: ControlParts) {
  return {
    setApp: (change: AppChange): void => {
      const app = targetApp(corp, change)
      app.closed = change.closed ?? app.closed
      app.isReportEnter = change.isReportEnter ?? app.isReportEnter
      app.trustedHost = change.trustedHost ?? app.trustedHost
      app.browserHost = change.browserHost ?? app.browserHost
      app.homeUrl = change.homeUrl ?? app.homeUrl
      app.workbench.enabled = change.workbench ?? app.workbench.enabled
    },
    /** Saves the callback address the way the console does: with a URL check. */
    configureCallback: (settings: CallbackSettings & Target) =>
      callbacks.configure(targetApp(corp, settings), settings),
    /** The app as it is when an administrator has just made it: nothing is set, nobody sees it, no address may call. */
    emptyConsole: (target?: Target): void => {
      const nobody = { users: [], departments: [], tags: [] }
      const unset = { trustedHost: '', browserHost: '', homeUrl: '', callback: undefined, trustedIps: [] }
      Object.assign(targetApp(corp, target ?? {}), { ...unset, visible: nobody, isReportEnter: false })
    },
    /** Taken only where a trusted domain or a callback address stands already (wecom §9). */
    setTrustedIps: ({ ips, ...target }: { ips: string[] } & Target): void => {
      const app = targetApp(corp, target)
      if (!app.trustedHost && !app.callback) throw new Error('set the trusted domain or the callback address first')
      app.trustedIps = ips
    },
    /** As after removing the address in the console. */
    removeCallback: (target?: Target): void => {
      targetApp(corp, target ?? {}).callback = undefined
    },
  }
}

/** What members do in their clients, and deliveries nobody did. */
function clientControls({ corp, callbacks, client, events }: ControlParts) {
  const pressedFields = (order: PressOrder) =>
    client.pressFields(order.userid, order.msgid, order.key, order.values ?? {})
  return {
    press: (order: PressOrder) => client.press(order.userid, order.msgid, order.key, order.values ?? {}),
    sendText: (order: { userid: string; text: string }) => client.writeText(order.userid, order.text),
    enter: (order: { userid: string }) => client.enter(order.userid),
    /** Any other event of a member, e.g. LOCATION or inactive_alert. */
    sendEvent: (order: { userid: string; event: string; fields?: XmlField[] }) => {
      const user = corp.user(order.userid)
      if (!user) throw new Error('no such user')
      return client.report(corp.mainApp, user, events.event(corp.mainApp, user, order.event, order.fields ?? []))
    },
    hostile: (order: { kind: HostileKind; press?: PressOrder; userid?: string }) => {
      const user = corp.user(order.press?.userid ?? order.userid ?? '') ?? [...corp.users.values()][0]
      if (!user) throw new Error('no such user')
      const fields = order.press ? pressedFields(order.press) : events.text(corp.mainApp, user, '伪造的消息')
      return deliverHostile(callbacks, corp.mainApp, order.kind, fields, corp.seconds())
    },
    /** Sends what the mode `outOfOrder` still holds back. */
    releaseHeld: () => callbacks.releaseHeld(),
  }
}

/** In-process methods of the emulator; POST /__ctl/wecom/<name> calls the same ones with one JSON argument. */
export function createControls(parts: ControlParts) {
  const { corp, store, tokens, callbacks } = parts
  return {
    ...rosterControls(parts),
    ...consoleControls(parts),
    ...clientControls(parts),
    flags: (change?: Partial<WecomFlags>) => setFlags(corp, change ?? {}),
    /** The next calls of an API path answer this errcode, e.g. { path: 'message/send', code: -1 }. */
    force: ({ path, code, times = 1 }: { path: string; code: number; times?: number }): void =>
      parts.force(path, code, times),
    invalidateTokens: (order?: { how?: 'unknown' | 'expired' }): void => tokens.invalidate(order?.how ?? 'unknown'),
    tokensIssued: () => tokens.issued,
    resetQuotas: (): void => corp.quotas.reset(),
    /** All messages, or those one person has in the chat list. */
    messages: (filter?: { userid?: string }) => {
      const wanted = filter?.userid === undefined ? undefined : corp.user(filter.userid)?.userid
      const shown = store.messages.filter(
        (one) => filter?.userid === undefined || (wanted !== undefined && one.recipients.includes(wanted)),
      )
      return shown.filter((one) => filter?.userid === undefined || !one.recalled).map(messageView)
    },
    deliveries: () => callbacks.deliveries,
    remarks: () => corp.remarks,
  }
}

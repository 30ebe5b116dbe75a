import type { Events } from './events'
import { completeApp, type FeishuAppSetup, type Range } from './setup'
import type { FeishuState } from './state'

const nobody: Range = { departmentIds: [], userIds: [] }

/** Security settings hold at once; everything else waits for a published version (feishu §9). */
type AtOnce = Partial<
  Pick<
    FeishuAppSetup,
    'redirectUrls' | 'trustedDomains' | 'ipWhitelist' | 'encryptKey' | 'verificationToken' | 'appSecret'
  >
>
type WithVersion = Partial<
  Pick<
    FeishuAppSetup,
    | 'scopes'
    | 'botEnabled'
    | 'availability'
    | 'contactRange'
    | 'events'
    | 'eventUrl'
    | 'callbackUrl'
    | 'homeUrl'
    | 'menu'
  >
>

/** The developer's console of an app as its administrator finds and fills it: empty at first, and published by hand. */
export function createFeishuConsole(state: FeishuState, events: Events) {
  const drafts = new Map<string, WithVersion>()

  /** The address has to answer the platform's question before it can be saved. */
  async function checkAddress(appId: string, which: 'event' | 'callback', url: string): Promise<void> {
    const app = state.apps.get(appId)
    if (!app) throw new Error('no such app')
    const key = which === 'event' ? 'eventUrl' : 'callbackUrl'
    const before = app[key]
    app[key] = url
    const { accepted } = await events.verifyUrl(appId, which)
    if (before === undefined) delete app[key]
    else app[key] = before
    if (!accepted) throw new Error(`the address did not answer: ${url}`)
  }

  return {
    /** Made a moment ago: nothing is set, nobody sees it. */
    newApp: ({ appId, appSecret, name }: Pick<FeishuAppSetup, 'appId' | 'appSecret' | 'name'>): void => {
      const empty = { botEnabled: false, scopes: [], events: [], availability: nobody, contactRange: nobody }
      drafts.set(appId, {})
      state.apps.set(appId, completeApp({ appId, appSecret, ...(name ? { name } : {}), ...empty }))
      for (const [token, known] of state.tenantTokens) if (known.appId === appId) state.tenantTokens.delete(token)
    },
    setSecurity: ({ appId, ...change }: AtOnce & { appId: string }): void => {
      const app = state.apps.get(appId)
      if (!app) throw new Error('no such app')
      Object.assign(app, change)
    },
    /** Kept for the next version. */
    setInVersion: async ({ appId, ...change }: WithVersion & { appId: string }): Promise<void> => {
      if (change.eventUrl) await checkAddress(appId, 'event', change.eventUrl)
      if (change.callbackUrl) await checkAddress(appId, 'callback', change.callbackUrl)
      drafts.set(appId, { ...drafts.get(appId), ...change })
    },
    /** What has been asked for so far in the next version. */
    draft: ({ appId }: { appId: string }): WithVersion => drafts.get(appId) ?? {},
    /** The administrator of the company approves the version: from now on it holds. */
    publish: ({ appId }: { appId: string }): void => {
      const app = state.apps.get(appId)
      if (!app) throw new Error('no such app')
      Object.assign(app, drafts.get(appId))
      state.frame.changed()
    },
  }
}

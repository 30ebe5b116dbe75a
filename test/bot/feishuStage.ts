import { listenEmulator } from '../../bot/emulator'
import { createFeishu, type FeishuSettings } from '../../bot/feishu'
import type { ChatStage } from './chatPlatform.contract'
import { callbackPath, keepingLog, startProduct } from './product'

const appId = 'cli_a0000000000000a1'
const appSecret = 'secret-of-the-feishu-app'
const encryptKey = 'encrypt-key-of-the-test'
const verificationToken = 'verification-token-of-the-test'
const tenantKey = 'tenant000000001'
const apiPath = '/feishu/open-apis'
const person = 'member-1'
const resigned = 'member-2'

function setup() {
  const app = {
    appId,
    appSecret,
    encryptKey,
    verificationToken,
    eventUrl: callbackPath,
    callbackUrl: callbackPath,
    redirectUrls: ['/login/feishu/callback'],
  }
  const users = [
    { userId: person, name: '演示甲' },
    { userId: resigned, name: '演示乙', isResigned: true },
  ]
  return { tenantKey, apps: [app], users }
}

const plain = (card: unknown): string =>
  JSON.stringify(card).replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))

/** A fresh emulated Feishu with one person, and the adapter pointed at it. */
export async function openFeishuStage(change: Partial<FeishuSettings> = {}) {
  const log = keepingLog()
  const product = await startProduct(
    () => platform,
    () => emulator.frame.clock.now(),
  )
  const clock = { now: () => Date.now() }
  const emulator = await listenEmulator({ clock, productUrl: () => product.url, feishu: setup() }, 0)
  const settings: FeishuSettings = {
    appId,
    appSecret,
    encryptKey,
    verificationToken,
    tenantKey,
    baseUrl: `${emulator.url}/feishu`,
    accountsUrl: `${emulator.url}/feishu`,
    applinkUrl: `${emulator.url}/applink`,
    jssdkUrl: `${emulator.url}/script.js`,
    publicUrl: product.url,
    cardReply: 'inline',
    ...change,
  }
  const platform = createFeishu(settings, log)
  const { control, state } = emulator.feishu
  const identity = (userId: string) => ({ tenant: appId, userId: control.openId({ appId, userId }) })
  const newest = () => control.messages({ userId: person }).at(-1)?.messageId ?? ''
  const statusOf = (outcome: { reply: { status: number } } | object) => ('reply' in outcome ? outcome.reply.status : 0)

  const stage: ChatStage = {
    platform,
    withSettings: ({ secret, ...rest }) => createFeishu({ ...settings, ...rest, appSecret: secret ?? appSecret }, log),
    product,
    printed: log.printed,
    secrets: [appSecret, encryptKey, verificationToken, 'Bearer', 't-g104'],
    person: identity(person),
    unreachable: identity(resigned),
    shown: () =>
      control.messages({ userId: person }).map(({ messageId }) => plain(control.shown({ messageId, userId: person }))),
    async press({ label }, values = {}) {
      const result = await control.click({ userId: person, messageId: newest(), target: label, values })
      return { ok: result.ok, ...(result.toast && { toast: result.toast.text }) }
    },
    say: async (text) => void (await control.say({ appId, userId: person, text })),
    openChat: async () => void (await control.enterChat({ appId, userId: person })),
    checkAddress: async () => (await control.verifyUrl({ appId, which: 'callback' })).accepted,
    async forgePress(kind) {
      const ways = {
        wrongSignature: { wrongSignature: true },
        foreignTenant: { tenantKey: 'another' },
        stale: { staleMs: 1200_000 },
      }
      const { delivery } = await control.click({ userId: person, messageId: newest(), tampering: ways[kind] })
      return statusOf(delivery?.outcome ?? {})
    },
    replay: async () => statusOf((await control.replay({ deliveryId: control.deliveries().at(-1)?.id ?? '' })).outcome),
    deliverTwice: () => void control.set({ duplicateAfterSuccess: true }),
    revokeTokens: () => void control.revokeTokens(),
    tokensAsked: () => emulator.frame.faults.countOf(`${apiPath}/auth/v3/tenant_access_token`),
    fault: (fault) => emulator.frame.faults.add({ path: `${apiPath}/im/v1/messages`, ...fault }),
    advance: (milliseconds) => emulator.frame.clock.advance(milliseconds),
    async visitLogin(address, who) {
      // The emulator has one company: it becomes another one when the app was opened to strangers by mistake.
      if (who === 'outsider') state.tenantKey = 'another-company'
      const cookie = `emulator_user=${encodeURIComponent(`feishu:${person}`)}`
      const answer = await fetch(address, { redirect: 'manual', headers: { cookie } })
      return new URL(answer.headers.get('location') ?? '')
    },
    async stop() {
      await emulator.stop()
      await product.stop()
    },
  }
  return { ...stage, control, emulator, settings }
}

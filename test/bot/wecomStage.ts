import { listenEmulator } from '../../bot/emulator'
import { createWecom, type WecomSettings } from '../../bot/wecom'
import type { ChatStage } from './chatPlatform.contract'
import { callbackPath, keepingLog, startProduct } from './product'

const corpId = 'ww0000000000000001'
const agentId = 1000002
const secret = 'secret-of-the-wecom-app'
const token = 'QDG6eK'
const encodingAesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const apiPath = '/wecom/cgi-bin'
const person = 'LiSi'
const outOfRange = 'WangWu'

function setup(productUrl: string) {
  return {
    corpId,
    agentId,
    secret,
    token,
    encodingAesKey,
    callbackUrl: `${productUrl}${callbackPath}`,
    users: [
      { userid: person, name: '演示甲', department: [2] },
      { userid: outOfRange, name: '演示乙', department: [3] },
      { userid: 'ww9/linked', name: '演示丙', department: [2] },
    ],
    departments: [
      { id: 1, name: '江岳集团（演示）', parentid: 0 },
      { id: 2, name: '第一支部', parentid: 1 },
      { id: 3, name: '范围外', parentid: 1 },
    ],
    visible: { departments: [2] },
  }
}

/** A fresh emulated WeCom with one person, and the adapter pointed at it. */
export async function openWecomStage(change: Partial<WecomSettings> = {}) {
  const log = keepingLog()
  const product = await startProduct(
    () => platform,
    () => emulator.frame.clock.now(),
  )
  const clock = { now: () => Date.now() }
  const emulator = await listenEmulator({ clock, productUrl: () => product.url, wecom: setup(product.url) }, 0)
  const settings: WecomSettings = {
    corpId,
    agentId,
    secret,
    token,
    encodingAesKey,
    apiUrl: `${emulator.url}/wecom`,
    authorizeUrl: `${emulator.url}/wecom`,
    ssoUrl: `${emulator.url}/wecom`,
    publicUrl: product.url,
    ...change,
  }
  const platform = createWecom(settings, log)
  const { controls } = emulator.wecom
  const identity = (userId: string) => ({ tenant: corpId, userId })
  const newest = () => controls.messages({ userid: person }).at(-1)?.msgid ?? ''
  const hostile = {
    wrongSignature: 'wrongSignature',
    foreignTenant: 'wrongReceiveId',
    stale: 'staleTimestamp',
  } as const

  const stage: ChatStage = {
    platform,
    withSettings: (other) => createWecom({ ...settings, ...other }, log),
    product,
    printed: log.printed,
    secrets: [secret, token, encodingAesKey, 'access_token', 'corpsecret'],
    person: identity(person),
    unreachable: identity(outOfRange),
    shown: () => controls.messages({ userid: person }).map(({ cards }) => JSON.stringify(cards[person]?.card)),
    press: async ({ action }, values = {}) => {
      const { ok, toast } = await controls.press({ userid: person, msgid: newest(), key: action, values })
      return { ok, ...(toast && { toast: toast.text }) }
    },
    say: async (text) => void (await controls.sendText({ userid: person, text })),
    openChat: async () => void (await controls.enter({ userid: person })),
    checkAddress: async () => {
      const url = `${product.url}${callbackPath}`
      return (await controls.configureCallback({ url, token, encodingAesKey })).saved
    },
    forgePress: async (kind, action) => {
      const press = { userid: person, msgid: newest(), key: action }
      return Number(await controls.hostile({ kind: hostile[kind], press }))
    },
    replay: async () => Number(await controls.hostile({ kind: 'replay' })),
    deliverTwice: () => void controls.flags({ delivery: 'twice' }),
    revokeTokens: () => controls.invalidateTokens(),
    tokensAsked: () => emulator.frame.faults.countOf(`${apiPath}/gettoken`),
    fault: (fault) => emulator.frame.faults.add({ path: `${apiPath}/message`, ...fault }),
    advance: (milliseconds) => emulator.frame.clock.advance(milliseconds),
    async visitLogin(address, who) {
      const user = who === 'person' ? person : 'somebody-else'
      const cookie = `emulator_user=${encodeURIComponent(`wecom:${user}`)}`
      const answer = await fetch(address, { redirect: 'manual', headers: { cookie } })
      return new URL(answer.headers.get('location') ?? '')
    },
    async stop() {
      await emulator.stop()
      await product.stop()
    },
  }
  return { ...stage, controls, emulator, settings }
}

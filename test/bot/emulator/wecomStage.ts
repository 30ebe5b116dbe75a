import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { decrypt, getSignature } from '@wecom/crypto'
import { XMLParser } from 'fast-xml-parser'
import { type Emulator, listenEmulator } from '../../../bot/emulator'
import type { WecomSetup } from '../../../bot/emulator/wecom'

/*
 * A small corp, a listening emulator and a stand-in for the product. The stand-in opens callbacks with
 * @wecom/crypto and fast-xml-parser: code the emulator does not use, so that both cannot be wrong in the same way.
 */

export const corpId = 'ww0000000000000001'
export const agentId = 1000002
export const otherAgentId = 1000003
export const secret = 'secret-of-the-app'
export const token = 'QDG6eK'
export const encodingAesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'

export type Body = Record<string, unknown>

export interface Received {
  url: URL
  raw: string
  xml: string
  fields: Body
  receiveId: string
  padBytes: number
}

export interface Product {
  url: string
  received: Received[]
  /** Bodies of all POSTs, opened or not. */
  bodies: string[]
  /** What the product answers; default: HTTP 200, empty. */
  answer: (request: http.IncomingMessage, raw: string) => { status: number; body?: string; waitMs?: number }
  stop(): Promise<void>
}

const lists = new Set(['SelectedItem', 'OptionId', 'PicList', 'item'])
const parser = new XMLParser({ parseTagValue: false, isArray: (name) => lists.has(name) })

function padOf(encrypted: string): number {
  const { message, id } = decrypt(encodingAesKey, encrypted)
  const plain = 20 + Buffer.byteLength(message) + Buffer.byteLength(id)
  return Buffer.from(encrypted, 'base64').length - plain
}

/** Opens one callback the way a careful product does; throws when the signature is wrong. */
export function openCallback(url: URL, raw: string): Received {
  const outer = parser.parse(raw).xml as Record<string, string>
  const encrypted = outer.Encrypt ?? ''
  const read = (name: string) => url.searchParams.get(name) ?? ''
  const expected = getSignature(token, read('timestamp'), read('nonce'), encrypted)
  if (expected !== read('msg_signature')) throw new Error('wrong signature')
  const { message, id } = decrypt(encodingAesKey, encrypted)
  return {
    url,
    raw,
    xml: message,
    fields: parser.parse(message).xml as Body,
    receiveId: id,
    padBytes: padOf(encrypted),
  }
}

export async function startProduct(): Promise<Product> {
  const product: Product = {
    url: '',
    received: [],
    bodies: [],
    answer: () => ({ status: 200 }),
    stop: async () => undefined,
  }
  const server = http.createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const raw = Buffer.concat(parts).toString('utf8')
    const url = new URL(request.url ?? '/', 'http://product')
    if (request.method === 'POST') product.bodies.push(raw)
    try {
      if (request.method === 'POST') product.received.push(openCallback(url, raw))
    } catch {
      response.writeHead(403).end()
      return
    }
    const { status, body, waitMs = 0 } = product.answer(request, raw)
    setTimeout(() => response.writeHead(status).end(body ?? ''), waitMs)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  product.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  product.stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return product
}

export function corpSetup(productUrl: string): WecomSetup {
  return {
    corpId,
    agentId,
    secret,
    callbackUrl: `${productUrl}/wecom/callback?tenant=a%2Bb`,
    token,
    encodingAesKey,
    trustedHost: 'h5.example.com:8443',
    users: [
      { userid: 'LiSi', name: '演示甲', department: [2], mobile: '000-0001', gender: '2', position: '支部书记' },
      { userid: 'WangWu', name: '演示乙', department: [3] },
      { userid: 'ZhaoLiu', name: '演示丙', department: [2, 3] },
      { userid: '007', name: '演示丁', department: [4] },
      { userid: 'QianQi', name: '演示戊', department: [3], status: 4 },
    ],
    departments: [
      { id: 1, name: '江岳集团（演示）', parentid: 0 },
      { id: 2, name: '第一支部', parentid: 1 },
      { id: 3, name: '综合处', parentid: 2 },
      { id: 4, name: '范围外', parentid: 1 },
    ],
    tags: [{ id: 7, name: '支部书记', users: ['LiSi'] }],
    visible: { departments: [2] },
    otherApps: [{ agentId: otherAgentId, secret: 'secret-of-another-app', visible: { departments: [1] } }],
    sync: { secret: 'secret-of-contact-sync' },
    webhookKeys: ['robot-key'],
  }
}

export interface Stage {
  emulator: Emulator & { url: string; stop(): Promise<void> }
  product: Product
  controls: Emulator['wecom']['controls']
  api(path: string, body?: Body, secretOfApp?: string): Promise<Body>
  raw(path: string, request?: RequestInit): Promise<Response>
  tokenOf(secretOfApp?: string): Promise<string>
  advance(ms: number): void
  stop(): Promise<void>
}

/** 2026-11-22 11:07:12 in Beijing; a minute that is neither :00 nor :30. */
const START = Date.UTC(2026, 10, 22, 3, 7, 12)

export async function raiseStage(change: Partial<WecomSetup> = {}): Promise<Stage> {
  const product = await startProduct()
  const setup = { ...corpSetup(product.url), ...change }
  const emulator = await listenEmulator({ clock: { now: () => START }, productUrl: () => product.url, wecom: setup }, 0)
  const raw = (path: string, request?: RequestInit) =>
    fetch(`${emulator.url}/wecom/cgi-bin/${path}`, { redirect: 'manual', ...request })
  const tokenOf = async (secretOfApp = secret) => {
    const answer = await raw(`gettoken?corpid=${corpId}&corpsecret=${secretOfApp}`)
    return ((await answer.json()) as { access_token: string }).access_token
  }
  return {
    emulator,
    product,
    controls: emulator.wecom.controls,
    raw,
    tokenOf,
    async api(path, body, secretOfApp) {
      const separator = path.includes('?') ? '&' : '?'
      const address = `${path}${separator}access_token=${await tokenOf(secretOfApp)}`
      const post = body && { method: 'POST', body: JSON.stringify(body) }
      return (await (await raw(address, post || {})).json()) as Body
    },
    advance: (ms) => emulator.frame.clock.advance(ms),
    async stop() {
      await emulator.stop()
      await product.stop()
    },
  }
}

export function textTo(touser: string, content = '请于本周五前完成走访登记', more: Body = {}): Body {
  return { touser, msgtype: 'text', agentid: agentId, text: { content }, ...more }
}

export function buttonCard(taskId: string, more: Body = {}): Body {
  return {
    card_type: 'button_interaction',
    task_id: taskId,
    main_title: { title: '走访提醒', desc: '本月还有 1 次走访未登记' },
    horizontal_content_list: [{ keyname: '截止', value: '11-30 18:00' }],
    button_list: [
      { text: '已读', style: 1, key: 'ack' },
      { type: 1, text: '打开', style: 2, url: 'https://h5.example.com/visits' },
    ],
    ...more,
  }
}

export function cardTo(touser: string, card: Body, more: Body = {}): Body {
  return { touser, msgtype: 'template_card', agentid: agentId, template_card: card, ...more }
}

import { createDecipheriv, createHash } from 'node:crypto'
import http, { type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as lark from '@larksuiteoapi/node-sdk'
import axios, { type AxiosInstance } from 'axios'
import { type FeishuSetup, listenEmulator } from '../../../bot/emulator'

export const APP = 'cli_a000000000000001'
export const OTHER_APP = 'cli_a000000000000002'
export const SECRET = 'secret-of-the-app'
export const ENCRYPT_KEY = 'encrypt-key-of-the-app'
export const VERIFICATION = 'verification-token'

/** A request the stand-in product received. */
export interface Received {
  path: string
  headers: IncomingHttpHeaders
  rawBody: string
  payload: Record<string, unknown>
}

type Answer = { status?: number; body?: unknown; text?: string; delayMs?: number; headers?: Record<string, string> }

// Five lines of our own, independent of the emulator's crypto.
export function decryptIndependently(encrypted: string, key = ENCRYPT_KEY): string {
  const bytes = Buffer.from(encrypted, 'base64')
  const decipher = createDecipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), bytes.subarray(0, 16))
  return decipher.update(bytes.subarray(16), undefined, 'utf8') + decipher.final('utf8')
}

export function signIndependently(headers: IncomingHttpHeaders, rawBody: string, key = ENCRYPT_KEY): string {
  const hash = createHash('sha256')
  hash.update(`${headers['x-lark-request-timestamp']}${headers['x-lark-request-nonce']}${key}`)
  return hash.update(Buffer.from(rawBody, 'utf8')).digest('hex')
}

function readPayload(rawBody: string): Record<string, unknown> {
  const body = JSON.parse(rawBody) as Record<string, unknown>
  return typeof body.encrypt === 'string' ? JSON.parse(decryptIndependently(body.encrypt)) : body
}

/** A stand-in for the product: keeps what it gets, answers what the test says. */
async function startProduct() {
  const received: Received[] = []
  const state = { answer: async (_received: Received): Promise<Answer> => ({ body: {} }) }
  const server = http.createServer(async (req, res) => {
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part as Buffer)
    const rawBody = Buffer.concat(parts).toString('utf8')
    const payload = rawBody ? readPayload(rawBody) : {}
    const one = { path: req.url ?? '', headers: req.headers, rawBody, payload }
    received.push(one)
    const challenge: Answer | undefined =
      payload.type === 'url_verification' ? { body: { challenge: payload.challenge } } : undefined
    const answer = challenge ?? (await state.answer(one))
    if (answer.delayMs) await new Promise((resolve) => setTimeout(resolve, answer.delayMs))
    res.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
    res.end(answer.text ?? (answer.body === undefined ? '' : JSON.stringify(answer.body)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { received, state, url, stop: () => new Promise((resolve) => server.close(resolve)) }
}

const SETUP: FeishuSetup = {
  tenantKey: 'tenant0001',
  apps: [
    {
      appId: APP,
      appSecret: SECRET,
      encryptKey: ENCRYPT_KEY,
      verificationToken: VERIFICATION,
      eventUrl: '/bot/feishu/events',
      callbackUrl: '/bot/feishu/cards',
      redirectUrls: ['/', '/login/feishu/return'],
      trustedDomains: ['/'],
    },
    { appId: OTHER_APP, appSecret: 'other-secret', name: '别的应用' },
  ],
  departments: [
    { departmentId: 'D00', name: '公司' },
    ...Array.from({ length: 60 }, (_, index) => ({
      departmentId: `D${index + 1}`,
      name: `部门${index + 1}`,
      parentId: 'D00',
    })),
  ],
  users: [
    {
      userId: 'secretary',
      name: '甲书记',
      departmentIds: ['D00'],
      persona: '支部书记',
      featured: true,
      mobile: '000-0001',
    },
    { userId: 'member', name: '乙党员', departmentIds: ['D1'], email: 'member@example.invalid', employeeNo: '0002' },
    { userId: 'left', name: '丙离职', departmentIds: ['D1'], isResigned: true },
    { userId: 'silent', name: '丁免扰', departmentIds: ['D1'], stoppedApps: [APP] },
  ],
  groups: [{ chatId: 'oc_group', name: '支部群', userIds: ['member'], appIds: [OTHER_APP] }],
}

function larkClient(domain: string, appId = APP, appSecret = SECRET) {
  const instance: AxiosInstance = axios.create({ timeout: 10_000, proxy: false, maxRedirects: 0 })
  instance.interceptors.response.use((response) => {
    const { $return_headers: wantsHeaders } = response.config as { $return_headers?: boolean }
    return wantsHeaders ? { data: response.data, headers: response.headers } : response.data
  })
  const silent = () => undefined
  const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent }
  const common = { appId, appSecret, domain, logger, cache: new lark.DefaultCache() }
  return new lark.Client({ ...common, httpInstance: instance as unknown as lark.HttpInstance })
}

/** Emulator, product and SDK client on loopback, with a clock the test moves through `emulator.frame.clock.advance`. */
export async function startBench(change: (setup: FeishuSetup) => FeishuSetup = (setup) => setup) {
  const product = await startProduct()
  const start = Date.UTC(2026, 10, 30, 1, 0, 0)
  const feishu = change(structuredClone(SETUP))
  const emulator = await listenEmulator({ clock: { now: () => start }, productUrl: () => product.url, feishu }, 0)
  const domain = `${emulator.url}/feishu`
  const control = emulator.feishu.control
  const openId = (userId: string, appId = APP) => control.openId({ appId, userId })

  async function tenantToken(appId = APP, secret = SECRET): Promise<string> {
    const reply = await fetch(`${domain}/open-apis/auth/v3/tenant_access_token/internal`, {
      method: 'POST',
      body: JSON.stringify({ app_id: appId, app_secret: secret }),
    })
    return ((await reply.json()) as { tenant_access_token: string }).tenant_access_token
  }

  /** A raw API call with a fresh tenant token. */
  async function call(method: string, path: string, body?: unknown, token?: string) {
    const authorization = `Bearer ${token ?? (await tenantToken())}`
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const headers = { authorization, 'content-type': 'application/json' }
    const reply = await fetch(`${domain}/open-apis${path}`, { method, headers, ...sent })
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, body: JSON.parse(text) as ReplyBody }
  }

  async function sendCard(card: unknown, userId = 'member') {
    const content = JSON.stringify(card)
    return call('POST', '/im/v1/messages?receive_id_type=open_id', {
      receive_id: openId(userId),
      msg_type: 'interactive',
      content,
    })
  }

  const stop = async () => {
    await emulator.stop()
    await product.stop()
  }
  const client = (appId?: string, secret?: string) => larkClient(domain, appId, secret)
  return { emulator, product, control, domain, openId, tenantToken, call, sendCard, client, stop }
}

export type Bench = Awaited<ReturnType<typeof startBench>>

export interface ReplyBody {
  code: number
  msg: string
  data: Record<string, never> & Record<string, unknown>
  error?: Record<string, unknown>
}

export const text = (content: string) => ({ tag: 'plain_text', content })

/** A small, valid reminder card of version 2.0 with a form. */
export function reminderCard(value: Record<string, unknown> = { k: 'done', task: '1' }) {
  return {
    schema: '2.0',
    config: { update_multi: true, enable_forward: false },
    header: { template: 'orange', title: text('明天到期：走访记录') },
    body: {
      elements: [
        { tag: 'markdown', content: '**截止** 2026-12-01' },
        {
          tag: 'form',
          name: 'f1',
          elements: [
            { tag: 'date_picker', name: 'doneOn', required: true, placeholder: text('日期') },
            { tag: 'select_static', name: 'result', options: [{ text: text('满意'), value: 'ok' }] },
            { tag: 'input', name: 'note', max_length: 10 },
            {
              tag: 'button',
              name: 'submit',
              form_action_type: 'submit',
              text: text('提交'),
              behaviors: [{ type: 'callback', value }],
            },
          ],
        },
      ],
    },
  }
}

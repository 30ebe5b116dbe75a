import axios, { type AxiosInstance, type AxiosResponse, isAxiosError } from 'axios'
import { z } from 'zod'
import type { PlatformIdentity } from '../port'
import { FeishuFailure, unsent } from './failure'

interface ClientSettings {
  appId: string
  appSecret: string
  tenantKey?: string
  /** Of the open API, without slash at the end. */
  baseUrl: string
  /** Of one call; default 10 s. */
  timeoutMilliseconds?: number
}

interface LoginCode {
  code: string
  redirectUri?: string
  codeVerifier?: string
}

export interface FeishuClient {
  /** Sends a card; the id of the message. Throws FeishuFailure. */
  send(openId: string, content: string, uuid: string): Promise<string>
  /** Replaces the card of a message. Throws FeishuFailure. */
  patch(messageId: string, content: string): Promise<void>
  /** Asks for the app's own bot, which needs no scope. Throws FeishuFailure where the app may not call at all. */
  check(): Promise<void>
  /** The same, and what it says. Throws FeishuFailure where the app may not call at all. */
  bot(): Promise<'on' | 'off'>
  /** Sends to nobody: the failure it meets, null without one. The scope is judged before anything else. */
  probe(): Promise<FeishuFailure | null>
  /** Asks below /open-apis. Throws FeishuFailure. */
  ask(path: string, query: Record<string, string>): Promise<unknown>
  /** Null when the code is used up, too old, another app's or a person's who may not come in. Throws FeishuFailure. */
  identify(login: LoginCode): Promise<PlatformIdentity | null>
}

/** Typed by hand: the SDK's own types are 17.6 MB that every compile would read (feishu §8.1). */
interface Lark {
  Client: new (options: Record<string, unknown>) => LarkConnection
  DefaultCache: new () => LarkCache
  CTenantAccessToken: symbol
}
interface LarkConnection {
  im: {
    v1: {
      message: {
        create(call: { params: { receive_id_type: string }; data: Record<string, string> }): Promise<unknown>
        patch(call: { path: { message_id: string }; data: { content: string } }): Promise<unknown>
      }
    }
  }
  tokenManager: { getTenantAccessToken(): Promise<unknown> }
  request(call: { method: string; url: string; params?: Record<string, string> }): Promise<unknown>
}
interface LarkCache {
  get(key: symbol, options: { namespace: string }): Promise<unknown>
  set(key: symbol, value: string, expiresAt: number | undefined, options: { namespace: string }): Promise<boolean>
}

const DEFAULT_TIMEOUT_MILLISECONDS = 10_000
const ANSWER_BYTES = 5 * 1024 * 1024
const REJECTED_TOKEN = new Set([99991661, 99991663, 99991664, 99991668])
/** feishu §2.3–2.4: the code is no good, or its person may not use the app, resigned or is frozen. */
const REJECTED_LOGIN = new Set([
  20001, 20003, 20004, 20005, 20008, 20010, 20021, 20022, 20023, 20024, 20049, 20063, 20065, 20066,
])

const answerCode = z.object({ code: z.number() })
const errorBody = z.object({
  code: z.number(),
  msg: z.string().optional(),
  error: z
    .object({
      log_id: z.string().optional(),
      permission_violations: z.array(z.object({ subject: z.string().regex(/^[a-z][a-z0-9_.:]{2,60}$/) })).optional(),
    })
    .optional()
    .catch(undefined),
})
/** As many as fit a sentence; one of them is enough. */
const SCOPES_NAMED = 2
const sentMessage = z.object({ data: z.object({ message_id: z.string().min(1) }) })
const botAnswer = z.object({ bot: z.object({ activate_status: z.number() }) })
const NO_BOT = 11205
/** feishu §9: 2 is switched on. */
const BOT_ON = 2
/** Of nobody: nothing is sent to it. */
const NO_ONE = 'ou_00000000000000000000000000000000'
const userToken = z.object({ access_token: z.string().min(1) })
const person = z.object({
  data: z.object({ open_id: z.string().min(1), union_id: z.string().optional(), tenant_key: z.string().optional() }),
})

function failureOf(response: AxiosResponse<unknown>): FeishuFailure {
  const read = errorBody.safeParse(response.data)
  const { code, msg = '', error } = read.success ? read.data : {}
  const reset = Number(response.headers['x-ogw-ratelimit-reset'])
  const subCode = /ErrCode: (\d{1,9})/.exec(msg)?.[1]
  return new FeishuFailure({
    status: response.status,
    code,
    subCode: subCode === undefined ? undefined : Number(subCode),
    isCardLocked: msg.includes('card action is lock'),
    isReceiver: code === 230001 && msg.includes('ext=invalid receive_id'),
    scopes: error?.permission_violations?.map(({ subject }) => subject).slice(0, SCOPES_NAMED),
    resetSeconds: reset > 0 ? reset : undefined,
    logId: error?.log_id ?? (response.headers['x-tt-logid'] as string | undefined),
  })
}

function bodyOf(response: AxiosResponse<unknown>): unknown {
  const answer = answerCode.safeParse(response.data)
  // Errors come with HTTP 4xx or with 200 and a code, depending on the API (feishu §3.7).
  if (response.status < 300 && answer.data?.code === 0) return response.data
  throw failureOf(response)
}

/**
 * The transport of the SDK and of the login. Its errors hold only codes: an AxiosError would carry the secret, the token
 * and the card into whatever prints it (feishu §1.3). `proxy: false` because axios sends even 127.0.0.1 to a proxy.
 */
function createHttp(timeout = DEFAULT_TIMEOUT_MILLISECONDS): AxiosInstance {
  const http = axios.create({
    timeout,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: ANSWER_BYTES,
    validateStatus: () => true,
  })
  http.interceptors.response.use(
    (response) => bodyOf(response) as AxiosResponse,
    (error: unknown) => {
      throw new FeishuFailure({ network: (isAxiosError(error) && error.code) || 'unknown' })
    },
  )
  return http
}

const silentLogger = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

function openLark({ appId, appSecret, baseUrl: domain }: ClientSettings, http: AxiosInstance) {
  // Loaded with the first message: 0.3 s and 29 MB that a start without Feishu need not pay.
  const lark = require('@larksuiteoapi/node-sdk') as Lark
  const cache = new lark.DefaultCache()
  const key = lark.CTenantAccessToken
  // What the SDK would log are whole requests; every failure is logged once by the adapter instead.
  const connection = new lark.Client({ appId, appSecret, domain, httpInstance: http, cache, logger: silentLogger })
  let asking: Promise<unknown> | undefined

  /** The SDK asks for a token once per waiting call (node-sdk#182); this lets them share one question. */
  async function prepareToken(): Promise<void> {
    if (await cache.get(key, { namespace: appId })) return
    asking ??= connection.tokenManager.getTenantAccessToken().finally(() => {
      asking = undefined
    })
    await asking
  }

  /** The SDK keeps a rejected token until its nominal end (node-sdk#111); an empty one counts as none. */
  const forgetToken = () => cache.set(key, '', undefined, { namespace: appId })
  return { connection, message: connection.im.v1.message, prepareToken, forgetToken }
}

function connect(settings: ClientSettings, http: AxiosInstance) {
  const { connection, message, prepareToken, forgetToken } = openLark(settings, http)
  const failureFrom = (error: unknown): FeishuFailure =>
    error instanceof FeishuFailure ? error : new FeishuFailure({ network: 'unexpected answer' })

  async function attempt<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    await prepareToken().catch((error: unknown) => {
      throw unsent(failureFrom(error))
    })
    return run().catch((error: unknown) => {
      throw failureFrom(error)
    })
  }

  async function call<Answer>(run: () => Promise<Answer>): Promise<Answer> {
    try {
      return await attempt(run)
    } catch (error) {
      if (!(error instanceof FeishuFailure) || !REJECTED_TOKEN.has(error.facts.code ?? 0)) throw error
      await forgetToken()
      return attempt(run)
    }
  }

  return { connection, message, call }
}

type Connected = ReturnType<typeof connect>

function ask(
  { baseUrl }: ClientSettings,
  { connection, call }: Connected,
  path: string,
  params = {},
): Promise<unknown> {
  return call(() => connection.request({ method: 'GET', url: `${baseUrl}/open-apis${path}`, params }))
}

async function probe({ message, call }: Connected): Promise<FeishuFailure | null> {
  const data = { receive_id: NO_ONE, msg_type: 'text', content: '{}', uuid: NO_ONE }
  try {
    await call(() => message.create({ params: { receive_id_type: 'open_id' }, data }))
    return null
  } catch (error) {
    if (error instanceof FeishuFailure) return error
    throw error
  }
}

function parsed<Shape>(shape: z.ZodType<Shape>, answer: unknown): Shape {
  const read = shape.safeParse(answer)
  if (!read.success) throw new FeishuFailure({ network: 'unexpected answer' })
  return read.data
}

async function identify(
  settings: ClientSettings,
  http: AxiosInstance,
  login: LoginCode,
): Promise<PlatformIdentity | null> {
  const { appId, appSecret, baseUrl, tenantKey } = settings
  const exchange = {
    grant_type: 'authorization_code',
    client_id: appId,
    client_secret: appSecret,
    code: login.code,
    ...(login.redirectUri !== undefined && { redirect_uri: login.redirectUri }),
    ...(login.codeVerifier !== undefined && { code_verifier: login.codeVerifier }),
  }
  const granted = parsed(userToken, await http.post(`${baseUrl}/open-apis/authen/v2/oauth/token`, exchange))
  const headers = { Authorization: `Bearer ${granted.access_token}` }
  const { data } = parsed(person, await http.get(`${baseUrl}/open-apis/authen/v1/user_info`, { headers }))
  // A mistake in the app's availability would else let another company in (feishu §2.4).
  if (tenantKey && data.tenant_key !== tenantKey) return null
  return { tenant: appId, userId: data.open_id, ...(data.union_id && { unionId: data.union_id }) }
}

/**
 * The calls of Feishu this product makes, each retried once when only its token was rejected.
 * @public loaded by require on the first call, which knip does not see
 */
export function openClient(settings: ClientSettings): FeishuClient {
  const http = createHttp(settings.timeoutMilliseconds)
  let connection: ReturnType<typeof connect> | undefined
  const connected = () => {
    connection ??= connect(settings, http)
    return connection
  }
  return {
    async send(openId, content, uuid) {
      const { message, call } = connected()
      const data = { receive_id: openId, msg_type: 'interactive', content, uuid }
      const answer = await call(() => message.create({ params: { receive_id_type: 'open_id' }, data }))
      return parsed(sentMessage, answer).data.message_id
    },
    async patch(messageId, content) {
      const { message, call } = connected()
      await call(() => message.patch({ path: { message_id: messageId }, data: { content } }))
    },
    async check() {
      await ask(settings, connected(), '/bot/v3/info')
    },
    async bot() {
      try {
        const { bot } = parsed(botAnswer, await ask(settings, connected(), '/bot/v3/info'))
        return bot.activate_status === BOT_ON ? 'on' : 'off'
      } catch (error) {
        if (error instanceof FeishuFailure && error.facts.code === NO_BOT) return 'off'
        throw error
      }
    },
    probe: () => probe(connected()),
    ask: (path, query) => ask(settings, connected(), path, query),
    async identify(login) {
      try {
        return await identify(settings, http, login)
      } catch (error) {
        if (error instanceof FeishuFailure && REJECTED_LOGIN.has(error.facts.code ?? 0)) return null
        throw error
      }
    },
  }
}

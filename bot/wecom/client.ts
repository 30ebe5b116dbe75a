import axios, { type AxiosInstance, type AxiosResponse, isAxiosError } from 'axios'
import { z } from 'zod'
import type { PlatformIdentity } from '../port'
import { unsent, WecomFailure } from './failure'

interface ClientSettings {
  corpId: string
  agentId: number
  secret: string
  /** Of the API without `/cgi-bin` and slash at the end. */
  apiUrl: string
  /** Of one call; default 10 s. */
  timeoutMilliseconds?: number
}

interface SentCard {
  /** Lower-case userids that got nothing, and why. */
  refusedUsers: string[]
  responseCode?: string
}

/** What the console says of the app, as far as it is told. */
export interface AgentFacts {
  isClosed: boolean
  /** '' where none is set. */
  domain: string
  homeUrl: string
  /** What stands in the visible range. */
  users: readonly string[]
  departments: readonly number[]
  tags: readonly number[]
}

export interface WecomClient {
  /** Throws WecomFailure. */
  send(userId: string, card: Record<string, unknown>): Promise<SentCard>
  /** Replaces the card of one person; spends the code. False when the person never got that card. Throws WecomFailure. */
  update(userId: string, responseCode: string, card: Record<string, unknown>): Promise<boolean>
  /** Asks for the app itself. Throws WecomFailure where the app may not call at all. */
  check(): Promise<void>
  /** The same, and what its console says of it. Throws WecomFailure. */
  agent(): Promise<AgentFacts>
  /** Asks below /cgi-bin. Throws WecomFailure. */
  ask(path: string, query: Record<string, string>): Promise<unknown>
  /** Null when the code is no good or its owner is no member of the corp. Throws WecomFailure. */
  identify(code: string): Promise<PlatformIdentity | null>
}

const DEFAULT_TIMEOUT_MILLISECONDS = 10_000
const ANSWER_BYTES = 5 * 1024 * 1024
const TOKEN_MARGIN_MILLISECONDS = 300_000
/** Wrong secrets in a row get our address banned for an hour (wecom §1.2), so after one we keep still. */
const CREDENTIALS_PAUSE_MILLISECONDS = 10 * 60_000
/** The longest the platform knows; a repeated send after that is stopped by its task_id. */
const DUPLICATE_SECONDS = 14_400
const REJECTED_TOKEN = new Set([40001, 40014, 42001])
const REJECTED_CREDENTIALS = new Set([40001, 40013, 41002, 41004])
/** Used up, too old, another app's: all mean "log in again" (wecom §2.2). */
const REJECTED_CODE = new Set([40029, 41008, 42003, 42022, 50001])

const answerCode = z.object({ errcode: z.number(), errmsg: z.string().optional() })
const grantedToken = z.object({ access_token: z.string().min(1), expires_in: z.number() })
/** `a|b` here, an array there, absent or '' when empty (wecom §4.1, §4.4). */
const userList = z
  .union([z.string().transform((list) => list.split('|')), z.array(z.string())])
  .optional()
  .transform((list = []) => list.map((one) => one.trim().toLowerCase()).filter((one) => one !== ''))
const sentAnswer = z.object({ invaliduser: userList, unlicenseduser: userList, response_code: z.string().optional() })
const updatedAnswer = z.object({ invaliduser: userList })
const memberAnswer = z.object({ userid: z.string().optional() })

const agentAnswer = z.object({
  close: z.number().optional(),
  redirect_domain: z.string().optional(),
  home_url: z.string().optional(),
  allow_userinfos: z
    .object({ user: z.array(z.object({ userid: z.string() })) })
    .partial()
    .optional(),
  allow_partys: z
    .object({ partyid: z.array(z.number()) })
    .partial()
    .optional(),
  allow_tags: z
    .object({ tagid: z.array(z.number()) })
    .partial()
    .optional(),
})

type Query = Record<string, string>

/** The address that the platform saw: all of `errmsg` that is taken (wecom §1.1). */
const fromIpOf = (errmsg = ''): string | undefined => /from ip: ([0-9a-f.:]{3,45})(?![0-9a-f.:])/i.exec(errmsg)?.[1]

function bodyOf(response: AxiosResponse<unknown>): unknown {
  const answer = answerCode.safeParse(response.data)
  if (response.status === 200 && answer.data?.errcode === 0) return response.data
  throw new WecomFailure({
    status: response.status,
    errcode: answer.data?.errcode,
    fromIp: fromIpOf(answer.data?.errmsg),
  })
}

/** Errors hold only codes: an AxiosError would carry the secret or the token, which travel in the address. */
function createHttp({ apiUrl, timeoutMilliseconds }: ClientSettings): AxiosInstance {
  const http = axios.create({
    baseURL: `${apiUrl}/cgi-bin`,
    timeout: timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: ANSWER_BYTES,
    validateStatus: () => true,
  })
  http.interceptors.response.use(
    (response) => bodyOf(response) as AxiosResponse,
    (error: unknown) => {
      throw new WecomFailure({ network: (isAxiosError(error) && error.code) || 'unknown' })
    },
  )
  return http
}

function parsed<Shape>(shape: z.ZodType<Shape>, answer: unknown): Shape {
  const read = shape.safeParse(answer)
  if (!read.success) throw new WecomFailure({ network: 'unexpected answer' })
  return read.data
}

/** One token for the whole adapter, asked for once by however many wait for it. */
function createTokens({ corpId, secret }: ClientSettings, http: AxiosInstance) {
  let known: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined
  let silentUntil = 0

  async function ask(): Promise<string> {
    if (Date.now() < silentUntil) throw new WecomFailure({ isCredentials: true })
    try {
      const answer = await http.get('/gettoken', { params: { corpid: corpId, corpsecret: secret } })
      const { access_token: token, expires_in: seconds } = parsed(grantedToken, answer)
      known = { token, until: Date.now() + seconds * 1000 - TOKEN_MARGIN_MILLISECONDS }
      return token
    } catch (error) {
      if (!(error instanceof WecomFailure) || !REJECTED_CREDENTIALS.has(error.facts.errcode ?? 0)) throw error
      silentUntil = Date.now() + CREDENTIALS_PAUSE_MILLISECONDS
      throw new WecomFailure({ ...error.facts, isCredentials: true })
    }
  }

  async function current(): Promise<string> {
    if (known && Date.now() < known.until) return known.token
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }

  /** Only this token: another call may have fetched a newer one meanwhile. */
  function forget(token: string): void {
    if (known?.token === token) known = undefined
  }

  return { current, forget }
}

function createCaller(settings: ClientSettings) {
  const http = createHttp(settings)
  const tokens = createTokens(settings, http)

  function once(token: string, path: string, query: Query, body?: object): Promise<unknown> {
    const params = { access_token: token, ...query }
    return body ? http.post(path, body, { params }) : http.get(path, { params })
  }

  /** Where there is no token the call itself was not made. */
  const tokenFirst = (): Promise<string> =>
    tokens.current().catch((error: unknown) => {
      throw error instanceof WecomFailure ? unsent(error) : error
    })

  /** The platform may end a token early: fetched again once, then the failure stands (wecom §1.2). */
  return async function call(path: string, query: Query, body?: object): Promise<unknown> {
    const token = await tokenFirst()
    try {
      return await once(token, path, query, body)
    } catch (error) {
      if (!(error instanceof WecomFailure) || !REJECTED_TOKEN.has(error.facts.errcode ?? 0)) throw error
      tokens.forget(token)
      return once(await tokenFirst(), path, query, body)
    }
  }
}

/**
 * The calls of WeCom this product makes. Every answer is HTTP 200; only `errcode` tells (wecom §1.1).
 * @public loaded by require on the first call, which knip does not see
 */
export function openClient(settings: ClientSettings): WecomClient {
  const call = createCaller(settings)
  const { corpId, agentId: agentid } = settings
  return {
    async send(userId, card) {
      const message = { touser: userId, msgtype: 'template_card', agentid, template_card: card }
      const once = { enable_duplicate_check: 1, duplicate_check_interval: DUPLICATE_SECONDS }
      const answer = parsed(sentAnswer, await call('/message/send', {}, { ...message, ...once }))
      const refusedUsers = [...answer.invaliduser, ...answer.unlicenseduser]
      return { refusedUsers, ...(answer.response_code && { responseCode: answer.response_code }) }
    },
    async update(userId, responseCode, card) {
      const body = { userids: [userId], agentid, response_code: responseCode, template_card: card }
      const { invaliduser } = parsed(updatedAnswer, await call('/message/update_template_card', {}, body))
      return !invaliduser.includes(userId.toLowerCase())
    },
    ask: call,
    async check() {
      await call('/agent/get', { agentid: String(agentid) })
    },
    async agent() {
      const facts = parsed(agentAnswer, await call('/agent/get', { agentid: String(agentid) }))
      return {
        isClosed: facts.close === 1,
        domain: facts.redirect_domain ?? '',
        homeUrl: facts.home_url ?? '',
        users: (facts.allow_userinfos?.user ?? []).map(({ userid }) => userid),
        departments: facts.allow_partys?.partyid ?? [],
        tags: facts.allow_tags?.tagid ?? [],
      }
    },
    async identify(code) {
      try {
        const { userid } = parsed(memberAnswer, await call('/auth/getuserinfo', { code }))
        // Without userid it is somebody outside the corp; with a slash a member of a linked corp (wecom §2.2).
        return userid && !userid.includes('/') ? { tenant: corpId, userId: userid } : null
      } catch (error) {
        if (error instanceof WecomFailure && REJECTED_CODE.has(error.facts.errcode ?? 0)) return null
        throw error
      }
    },
  }
}

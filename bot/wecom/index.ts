import { createHash } from 'node:crypto'
import type { Card, ChatPlatform, Log, PlatformIdentity, SendOutcome } from '../port'
import type { WecomClient } from './client'
import { wecomConsole } from './console'
import { askWecomAccount, readWecomDirectory } from './directory'
import { examineWecom } from './examine'
import { toSendOutcome, toUpdateOutcome, toWait, WecomFailure } from './failure'
import { readRequest, textAnswer } from './parse'
import { renderCard } from './render'

export interface WecomSettings {
  corpId: string
  agentId: number
  secret: string
  token: string
  encodingAesKey: string
  /** Addresses without slash at the end; the API's without `/cgi-bin`. */
  apiUrl: string
  /** Login inside the client (open.weixin.qq.com). */
  authorizeUrl: string
  /** Login in an ordinary browser (login.work.weixin.qq.com). */
  ssoUrl: string
  publicUrl: string
  /** Of one call of the platform; default 10 s. */
  timeoutMilliseconds?: number
  /** The longest pause of a long reading, in milliseconds; a minute when not said. */
  patienceMilliseconds?: number
  /** Messages a second, to one person too; the platform's own limits when not said. */
  pacePerSecond?: number
}

const TASK_ID = /^[0-9A-Za-z_\-@]{1,128}$/
/** wecom §4.6. Our task_ids are well formed, so this can only mean that the card was sent before. */
const TASK_ID_USED = 42014

/** Our key as task_id: a press brings it back, so it is how a press finds the message it belongs to. */
function taskIdOf(uniqueKey: string): string {
  return TASK_ID.test(uniqueKey) ? uniqueKey : createHash('sha256').update(uniqueKey).digest('hex').slice(0, 40)
}

/** Order of parameters, one encoding and the fragment as the platform's samples have them (wecom §2.1, §2.4). */
function authorizeUrl(settings: WecomSettings, request: Parameters<ChatPlatform['authorizeUrl']>[0]): string {
  if (!/^[0-9A-Za-z]{1,128}$/.test(request.state)) throw new Error('wecom: state must be letters and digits')
  const app = `appid=${encodeURIComponent(settings.corpId)}`
  const target = `redirect_uri=${encodeURIComponent(request.redirectUri)}`
  const agent = `agentid=${settings.agentId}`
  const state = `state=${request.state}`
  if (!request.inClient)
    return `${settings.ssoUrl}/wwlogin/sso/login?login_type=CorpApp&${app}&${agent}&${target}&${state}`
  const page = `${settings.authorizeUrl}/connect/oauth2/authorize`
  return `${page}?${app}&${target}&response_type=code&scope=snsapi_base&${state}&${agent}#wechat_redirect`
}

const notVisible: SendOutcome = {
  kind: 'unreachable',
  reason: 'wecom: not visible to the app, or without licence',
  words: '企业微信上收不到：不在应用的可见范围内，或者没有接口许可',
}
/** Waits for the person, whom a login or 党办 links anew. */
const foreignCorp: SendOutcome = {
  kind: 'unreachable',
  reason: 'wecom: identity of another corp',
  words: '登记的是另一家企业的企业微信账号，请重新绑定',
}

function createSend(settings: WecomSettings, log: Log, client: () => WecomClient): ChatPlatform['send'] {
  async function deliver(to: PlatformIdentity, card: Card, messageId: string): Promise<SendOutcome> {
    const rendered = renderCard(card, messageId, settings.publicUrl)
    const { refusedUsers, responseCode } = await client().send(to.userId, rendered)
    if (refusedUsers.includes(to.userId.toLowerCase())) {
      return notVisible
    }
    return { kind: 'sent', ref: { messageId, sentAt: Date.now(), ...(responseCode && { updateCode: responseCode }) } }
  }

  return async function send(to, card, uniqueKey) {
    if (to.tenant !== settings.corpId) return foreignCorp
    const messageId = taskIdOf(uniqueKey)
    try {
      return await deliver(to, card, messageId)
    } catch (error) {
      if (!(error instanceof WecomFailure)) throw error
      if (error.facts.errcode === TASK_ID_USED) return { kind: 'sent', ref: { messageId, sentAt: Date.now() } }
      const outcome = toSendOutcome(error)
      log[outcome.kind === 'refused' ? 'error' : 'warn'](
        { ...error.facts, outcome: outcome.kind },
        'wecom: card not sent',
      )
      return outcome
    }
  }
}

function createUpdate(settings: WecomSettings, log: Log, client: () => WecomClient): ChatPlatform['update'] {
  return async function update(to, ref, card) {
    if (ref.updateCode === undefined) return { kind: 'gone', reason: 'wecom: no code to update with' }
    try {
      const rendered = renderCard(card, ref.messageId, settings.publicUrl)
      const isUpdated = await client().update(to.userId, ref.updateCode, rendered)
      return isUpdated ? { kind: 'updated' } : { kind: 'gone', reason: 'wecom: not a receiver of this card' }
    } catch (error) {
      if (!(error instanceof WecomFailure)) throw error
      const outcome = toUpdateOutcome(error)
      log.warn({ ...error.facts, outcome: outcome.kind }, 'wecom: card not updated')
      return outcome
    }
  }
}

function createCheck(client: () => WecomClient): ChatPlatform['check'] {
  return async function check() {
    try {
      await client().check()
      return null
    } catch (error) {
      if (!(error instanceof WecomFailure)) throw error
      return toWait(error)
    }
  }
}

/** WeCom behind the chat port. `identify` throws when WeCom cannot be asked or the app's credentials are wrong. */
export function createWecom(settings: WecomSettings, log: Log): ChatPlatform {
  let opened: WecomClient | undefined
  /** Loaded with the first call, as axios alone costs 0.2 s of the start. */
  const client = (): WecomClient => {
    opened ??= (require('./client') as typeof import('./client')).openClient(settings)
    return opened
  }
  return {
    name: 'wecom',
    abilities: {
      textInCards: false,
      // An answer could change the card only as an encrypted passive reply; the API works for 72 h (wecom §5.6).
      cardInAnswer: false,
      cardLifeDays: 3,
      // Sending has no limit of its own for everyone together; this keeps far from the 10 000 calls a minute.
      pacePerSecond: settings.pacePerSecond ?? 20,
      // 30 a minute and 1000 an hour to one person; more is dropped without an error (wecom §1.4).
      perPerson: { burst: 10, pause: settings.pacePerSecond ? 0 : 4000 },
      memoryMilliseconds: 4 * 3_600_000,
    },
    authorizeUrl: (request) => authorizeUrl(settings, request),
    identify: ({ code }) => client().identify(code),
    send: createSend(settings, log, client),
    update: createUpdate(settings, log, client),
    check: createCheck(client),
    console: wecomConsole(settings.publicUrl),
    examine: () => examineWecom(client(), settings.publicUrl),
    readDirectory: () => readWecomDirectory(client(), settings.patienceMilliseconds),
    askAccount: (userId) => askWecomAccount(client(), userId, settings.patienceMilliseconds),
    read: (request, now) => readRequest(request, settings, now),
    answer: () => textAnswer(200, ''),
    clientSettings: () => ({ appId: settings.corpId }),
  }
}

import { createHash } from 'node:crypto'
import { cutCharacters } from '../cards/limits'
import type {
  Card,
  ChatPlatform,
  Log,
  MessageRef,
  PlatformIdentity,
  PressAnswer,
  RawAnswer,
  SendOutcome,
  UpdateOutcome,
  Wait,
} from '../port'
import type { FeishuClient } from './client'
import { feishuConsole } from './console'
import { askFeishuAccount, readFeishuDirectory } from './directory'
import { examineFeishu } from './examine'
import { FeishuFailure, isGone, toSendOutcome, toUpdateOutcome, toWait } from './failure'
import { jsonAnswer, readRequest } from './parse'
import { renderCard } from './render'

export interface FeishuSettings {
  appId: string
  appSecret: string
  encryptKey: string
  verificationToken: string
  /** When set, only people and events of this company pass. */
  tenantKey?: string
  /** Addresses without slash at the end. */
  baseUrl: string
  accountsUrl: string
  applinkUrl: string
  /** Address of the client's script. */
  jssdkUrl: string
  publicUrl: string
  /** Of one call of the platform; default 10 s. */
  timeoutMilliseconds?: number
  /** The longest pause of a long reading, in milliseconds; a minute when not said. */
  patienceMilliseconds?: number
  /** Messages a second, to one person too; the platform's own limits when not said. */
  pacePerSecond?: number
  /** 'deferred' where a tenant shows errors for cards in answers (feishu §4.6). */
  cardReply: 'inline' | 'deferred'
}

const UUID_CHARACTERS = 50
const TOAST_CHARACTERS = 100

/** feishu §3.1: a uuid has at most 50 characters. */
function uuidOf(uniqueKey: string): string {
  return uniqueKey.length <= UUID_CHARACTERS
    ? uniqueKey
    : createHash('sha256').update(uniqueKey).digest('hex').slice(0, 40)
}

function authorizeUrl(settings: FeishuSettings, request: Parameters<ChatPlatform['authorizeUrl']>[0]): string {
  const query = new URLSearchParams({
    client_id: settings.appId,
    response_type: 'code',
    redirect_uri: request.redirectUri,
    state: request.state,
    code_challenge: request.codeChallenge,
    code_challenge_method: 'S256',
  })
  return `${settings.accountsUrl}/open-apis/authen/v1/authorize?${query}`
}

/** Every press must be answered with 200 and JSON, else the client shows an error (feishu §4.6). */
function answerPress(settings: FeishuSettings, { toast, card }: PressAnswer): RawAnswer {
  const shown = {
    type: toast.kind === 'done' ? 'success' : 'error',
    content: cutCharacters(toast.text, TOAST_CHARACTERS),
  }
  const withCard = card !== undefined && settings.cardReply === 'inline'
  return jsonAnswer(200, { toast: shown, ...(withCard && { card: { type: 'raw', data: renderCard(card, settings) } }) })
}

/** Waits for the person, whom a login or 党办 links anew. */
const foreignApp: SendOutcome = {
  kind: 'unreachable',
  reason: 'feishu: identity of another app',
  words: '登记的是另一个飞书应用的账号，请重新绑定',
}

function createCalls(settings: FeishuSettings, log: Log) {
  let opened: FeishuClient | undefined
  /** Loaded with the first call, as axios alone costs 0.2 s of the start. */
  const client = (): FeishuClient => {
    opened ??= (require('./client') as typeof import('./client')).openClient(settings)
    return opened
  }

  async function send(to: PlatformIdentity, card: Card, uniqueKey: string): Promise<SendOutcome> {
    if (to.tenant !== settings.appId) return foreignApp
    try {
      const content = JSON.stringify(renderCard(card, settings))
      const messageId = await client().send(to.userId, content, uuidOf(uniqueKey))
      return { kind: 'sent', ref: { messageId, sentAt: Date.now() } }
    } catch (error) {
      if (!(error instanceof FeishuFailure)) throw error
      const outcome = toSendOutcome(error)
      log[outcome.kind === 'refused' ? 'error' : 'warn'](
        { ...error.facts, outcome: outcome.kind },
        'feishu: card not sent',
      )
      return outcome
    }
  }

  async function update(ref: MessageRef, card: Card): Promise<UpdateOutcome> {
    try {
      await client().patch(ref.messageId, JSON.stringify(renderCard(card, settings)))
      return { kind: 'updated' }
    } catch (error) {
      if (!(error instanceof FeishuFailure)) throw error
      const outcome = toUpdateOutcome(error)
      const isExpected = outcome.kind === 'later' || isGone(error)
      log[isExpected ? 'warn' : 'error']({ ...error.facts, outcome: outcome.kind }, 'feishu: card not updated')
      return outcome
    }
  }

  async function check(): Promise<Wait | null> {
    try {
      await client().check()
      return null
    } catch (error) {
      if (!(error instanceof FeishuFailure)) throw error
      return toWait(error)
    }
  }

  const identify = (login: Parameters<FeishuClient['identify']>[0]) => client().identify(login)
  const { patienceMilliseconds } = settings
  const directory = {
    readDirectory: () => readFeishuDirectory(client(), patienceMilliseconds),
    askAccount: (userId: string) => askFeishuAccount(client(), userId, patienceMilliseconds),
  }
  return { send, update, check, examine: () => examineFeishu(client()), identify, directory }
}

/** Feishu behind the chat port. `identify` throws when Feishu cannot be asked or the app's credentials are wrong. */
export function createFeishu(settings: FeishuSettings, log: Log): ChatPlatform {
  const calls = createCalls(settings, log)
  return {
    name: 'feishu',
    abilities: {
      textInCards: true,
      cardInAnswer: settings.cardReply === 'inline',
      // JSON 2.0 cards can be pressed and updated for 14 days (feishu §4.1).
      cardLifeDays: 14,
      // 1000 a minute and 50 a second per call; the minute is the tighter one (feishu §3.6). What is left is for a restart.
      pacePerSecond: settings.pacePerSecond ?? 16.4,
      // Five a second to one person.
      perPerson: { burst: 1, pause: settings.pacePerSecond ? 0 : 250 },
      memoryMilliseconds: 3_600_000,
    },
    authorizeUrl: (request) => authorizeUrl(settings, request),
    identify: calls.identify,
    send: calls.send,
    update: (_to, ref, card) => calls.update(ref, card),
    check: calls.check,
    console: feishuConsole(settings.publicUrl),
    examine: calls.examine,
    ...calls.directory,
    read: (request, now) => readRequest(request, settings, now),
    answer: (event, answer) => (event.kind === 'press' && answer ? answerPress(settings, answer) : jsonAnswer(200, {})),
    clientSettings: () => ({ appId: settings.appId, scriptUrl: settings.jssdkUrl }),
  }
}

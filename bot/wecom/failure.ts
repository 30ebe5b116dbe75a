import type { SendOutcome, UpdateOutcome, Wait } from '../port'
import { type CallFacts, judge, type Meaning, sendOutcomeOf, updateOutcomeOf, type Verdict, waitOf } from '../verdict'

/** `errmsg` stays out: it repeats our input and changes at will. */
interface FailureFacts extends Omit<CallFacts, 'code'> {
  errcode?: number | undefined
  /** The address that the platform saw. */
  fromIp?: string | undefined
  /** The app's own credentials are wrong; nothing works until somebody changes them. */
  isCredentials?: boolean
}

export class WecomFailure extends Error {
  constructor(readonly facts: FailureFacts) {
    super(reasonOf(facts))
    this.name = 'WecomFailure'
  }
}

const name = '企业微信'
const person = (words: string): Meaning => ({ means: 'person', words })
const setting = (words: string): Meaning => ({ means: 'setting', words })
const card = (words: string): Meaning => ({ means: 'card', words })

const outOfRange = person('企业微信上收不到：不在应用的可见范围内，或者已经离职')
const credentials = setting('企业微信的企业ID或应用Secret不对，请管理员核对')
const tokenRefused = setting('企业微信不认应用的令牌，请管理员核对企业ID和应用Secret')
const agent = setting('企业微信的应用编号（AgentId）不对，请管理员核对')

/** wecom §1.3, §1.4, §4.6. Whatever is not here waits as unclear; only `card` ends a message. */
const table: ReadonlyMap<number, Meaning> = new Map([
  [40003, outOfRange],
  [40031, outOfRange],
  [40032, outOfRange],
  [46004, outOfRange],
  [50002, outOfRange],
  [60011, outOfRange],
  [60111, outOfRange],
  [81013, outOfRange],
  [82001, outOfRange],

  [-1, { means: 'busy', words: '企业微信正忙' }],
  [6000, { means: 'busy', words: '企业微信正忙' }],
  // A minute's limit blocks for 60 s.
  [45009, { means: 'pace', words: '企业微信要求慢一些', pauseMilliseconds: 60_000 }],
  [45033, { means: 'pace', words: '企业微信要求慢一些' }],

  [40001, tokenRefused],
  [40014, tokenRefused],
  [41001, tokenRefused],
  [42001, tokenRefused],
  [40013, credentials],
  [41002, credentials],
  [41004, credentials],
  [40056, agent],
  [41011, agent],
  [301002, agent],
  [60020, setting('企业微信拒绝了服务器的地址，请管理员把服务器的出口IP加进应用的“企业可信IP”')],
  [43012, setting('企业微信应用没有设置接收消息的地址，请管理员设置')],
  [48002, setting('企业微信的Secret不是这个应用的，请管理员核对')],
  [48006, setting('企业微信应用的接口权限被收回，请管理员重新开通')],
  [50003, setting('企业微信应用已停用，请管理员启用')],

  [40008, card('企业微信不接受这种消息')],
  [40033, card('卡片里有企业微信不接受的字')],
  [40035, card('企业微信不接受这张卡片')],
  [40058, card('企业微信不接受这张卡片')],
  [40063, card('企业微信不接受这张卡片')],
  [40201, card('企业微信把卡片当成了骚扰消息')],
  [40206, card('卡片超过企业微信的长度')],
  [41016, card('卡片没有标题')],
  [44004, card('卡片没有内容')],
  [45002, card('卡片超过企业微信的长度')],
  [45034, card('卡片里的网址不对')],
  [82004, card('企业微信认为卡片里有违规内容')],
])
/** Codes about a card's parts: its keys, buttons and texts (wecom §4.6). */
const CARD_PARTS = { from: 42014, to: 42051 } as const

/** Where the token could not be had because of what was set. */
const credentialsVerdict: Verdict = {
  unsure: false,
  pauseMilliseconds: 30_000,
  means: 'setting',
  words: credentials.words,
}

function reasonOf({ errcode, status, network, isCredentials }: FailureFacts): string {
  const parts = [
    isCredentials && 'credentials refused',
    network && `no answer (${network})`,
    errcode !== undefined && `errcode ${errcode}`,
    status !== undefined && status !== 200 && `HTTP ${status}`,
  ]
  return `wecom: ${parts.filter(Boolean).join(', ')}`
}

/** The same call, known not to have been made: what comes before it failed. */
export const unsent = (failure: WecomFailure): WecomFailure => new WecomFailure({ ...failure.facts, isUnsent: true })

function verdictOf({ errcode, ...facts }: FailureFacts): Verdict {
  if (facts.isCredentials) return credentialsVerdict
  const verdict = judge(name, table, { ...facts, code: errcode })
  const isCardPart = errcode !== undefined && errcode >= CARD_PARTS.from && errcode <= CARD_PARTS.to
  return isCardPart ? { ...verdict, means: 'card', words: `企业微信不接受这张卡片（编号${errcode}）` } : verdict
}

export const toSendOutcome = (failure: WecomFailure): Exclude<SendOutcome, { kind: 'sent' }> =>
  sendOutcomeOf(verdictOf(failure.facts), failure.message)

/** `gone` stands for every failure that no repetition mends: the card stays as it is. */
export const toUpdateOutcome = (failure: WecomFailure): Exclude<UpdateOutcome, { kind: 'updated' }> =>
  updateOutcomeOf(verdictOf(failure.facts), failure.message)

/** Why the app cannot send at all; a failure that is about one card or person is none of these. */
export const toWait = (failure: WecomFailure): Wait | null => waitOf(verdictOf(failure.facts), failure.message)

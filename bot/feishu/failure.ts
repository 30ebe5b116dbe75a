import type { SendOutcome, UpdateOutcome, Wait } from '../port'
import { type CallFacts, judge, type Meaning, sendOutcomeOf, updateOutcomeOf, type Verdict, waitOf } from '../verdict'

interface FailureFacts extends CallFacts {
  /** ErrCode inside a 230099. */
  subCode?: number | undefined
  isCardLocked?: boolean
  /** The receiver is what an invalid parameter was about. */
  isReceiver?: boolean
  /** Header x-ogw-ratelimit-reset. */
  resetSeconds?: number | undefined
  logId?: string | undefined
  /** Names of the scopes one of which is missing. */
  scopes?: readonly string[] | undefined
}

export class FeishuFailure extends Error {
  constructor(readonly facts: FailureFacts) {
    super(reasonOf(facts))
    this.name = 'FeishuFailure'
  }
}

const name = '飞书'
const RATE_LIMIT = 99991400
const LOCKED_MILLISECONDS = 1000

const person = (words: string): Meaning => ({ means: 'person', words })
const setting = (words: string): Meaning => ({ means: 'setting', words })
const card = (words: string): Meaning => ({ means: 'card', words })
const busy = (words: string, pauseMilliseconds = 2000): Meaning => ({ means: 'busy', words, pauseMilliseconds })

const noReceiver = person('飞书找不到这个账号')
const tokenRefused = setting('飞书不认应用的令牌，请管理员核对 App ID 和 App Secret')
const credentials = setting('飞书的 App ID 或 App Secret 不对，请管理员核对')

/** feishu §3.1, §3.6, §3.7. Whatever is not here waits as unclear; only `card` ends a message. */
const table: ReadonlyMap<number, Meaning> = new Map([
  [230013, person('飞书上收不到：不在应用的可用范围内，或者已经离职')],
  [230029, person('飞书上收不到：已经离职')],
  [230034, noReceiver],
  [230035, person('飞书上收不到：不允许机器人发消息')],
  [230038, person('飞书上收不到：是别的企业的账号')],
  [230053, person('飞书上收不到：本人停用了机器人')],
  [99992351, noReceiver],
  [99992361, person('登记的是另一个飞书应用的账号，请重新绑定')],

  [RATE_LIMIT, { means: 'pace', words: '飞书要求慢一些' }],
  [230020, busy('飞书要求给同一个人慢一些')],
  [230049, { means: 'busy', words: '飞书正在发这一条', unsure: true }],
  [11232, { means: 'pace', words: '飞书正忙', pauseMilliseconds: 60_000 }],
  [11233, { means: 'pace', words: '飞书正忙', pauseMilliseconds: 60_000 }],
  [1500, { means: 'outage', words: '飞书内部出错', unsure: true }],
  [2200, { means: 'outage', words: '飞书内部出错', unsure: true }],

  [10003, credentials],
  [10014, credentials],
  [10015, credentials],
  [99991661, tokenRefused],
  [99991663, tokenRefused],
  [99991664, tokenRefused],
  [99991665, tokenRefused],
  [99991668, tokenRefused],
  [99991671, tokenRefused],
  [230006, setting('飞书应用没有启用机器人，请管理员启用并发布版本')],
  [230027, setting('飞书应用缺少权限，请管理员开通并发布版本')],
  [99991672, setting('飞书应用缺少权限，请管理员开通并发布版本')],
  [99991679, setting('飞书应用缺少权限，请管理员开通并发布版本')],
  [99991662, setting('飞书应用已停用，请管理员启用')],
  [99991673, setting('飞书应用没有安装到本企业，请管理员安装')],
  [99991401, setting('飞书拒绝了服务器的地址，请管理员把服务器的出口IP加进应用的IP白名单')],
  [99991403, setting('飞书本月的调用额度用完了，请管理员升级或等到下月')],
  [99991201, setting('飞书接口地址不对，请管理员核对')],
  [99991301, setting('飞书接口地址不对，请管理员核对')],

  [230001, card('飞书不接受这张卡片')],
  [230022, card('飞书认为卡片里有敏感内容')],
  [230025, card('卡片超过飞书的长度')],
  [230028, card('卡片没有通过飞书的内容审核')],
  [230054, card('飞书不接受这种消息')],
  [230055, card('飞书不接受这种消息')],
  [230075, card('飞书不接受这种消息')],
  [230099, card('飞书不接受这张卡片')],
  [9499, card('飞书不接受这张卡片')],
  [99992402, card('飞书不接受这张卡片')],
])
const GONE = new Set([230011, 230031, 230110])

function reasonOf({ code, status, subCode, logId, network, scopes }: FailureFacts): string {
  const parts = [
    network && `no answer (${network})`,
    code !== undefined && `code ${code}`,
    subCode !== undefined && `card error ${subCode}`,
    status !== undefined && `HTTP ${status}`,
    scopes?.length && `scopes ${scopes.join(' ')}`,
    logId && `log ${logId}`,
  ]
  return `feishu: ${parts.filter(Boolean).join(', ')}`
}

/** The same call, known not to have been made: what comes before it failed. */
export const unsent = (failure: FeishuFailure): FeishuFailure => new FeishuFailure({ ...failure.facts, isUnsent: true })

function verdictOf(facts: FailureFacts): Verdict {
  const verdict = judge(name, table, facts)
  if (facts.isReceiver) return { ...verdict, ...noReceiver }
  if (facts.isCardLocked) return { ...verdict, means: 'busy', pauseMilliseconds: LOCKED_MILLISECONDS }
  if (verdict.means === 'pace' && facts.resetSeconds !== undefined)
    return { ...verdict, pauseMilliseconds: Math.max(1000, Math.ceil(facts.resetSeconds * 1000)) }
  if (facts.scopes?.length) return { ...verdict, words: `${verdict.words}：${facts.scopes.join('、')}` }
  return verdict
}

export const toSendOutcome = (failure: FeishuFailure): Exclude<SendOutcome, { kind: 'sent' }> =>
  sendOutcomeOf(verdictOf(failure.facts), failure.message)

export function isGone(failure: FeishuFailure): boolean {
  return GONE.has(failure.facts.code ?? 0)
}

/** `gone` stands for every failure that no repetition mends: the card stays as it is. */
export const toUpdateOutcome = (failure: FeishuFailure): Exclude<UpdateOutcome, { kind: 'updated' }> =>
  isGone(failure)
    ? { kind: 'gone', reason: failure.message }
    : updateOutcomeOf(verdictOf(failure.facts), failure.message)

/** Why the app cannot send at all; a failure that is about one card or person is none of these. */
export const toWait = (failure: FeishuFailure): Wait | null => waitOf(verdictOf(failure.facts), failure.message)

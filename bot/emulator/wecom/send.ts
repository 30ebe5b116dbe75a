import { checkCard } from './cardRules'
import { isInteractive } from './cardTypes'
import type { Corp, WecomApp, WecomUser } from './corp'
import { refuse } from './errors'
import type { Call, Endpoint } from './gate'
import { translated } from './idTranslation'
import { bytesOf, canonical, type Json, numberAt, objectAt, textAt } from './json'
import type { MessageStore, StoredMessage } from './messageStore'
import { DAY, HOUR, MINUTE, shanghaiDay } from './quota'
import { invalidFields, type Recipients, resolveRecipients } from './recipients'
import { checkedPart, type MediaCheck } from './textRules'

const DUPLICATE_SECONDS = 1800
const DUPLICATE_SECONDS_MAX = 14_400
/** Above this the whole request is refused (40206); far above any permitted message but mpnews. */
const BODY_BYTES = 8 * 1024 * 1024

/** Contact-sync secret, missing, no integer, no such app, another app – in this order. */
export function checkAgent(corp: Corp, app: WecomApp, body: Json): void {
  if (app.kind === 'sync') refuse(48002, 'api forbidden')
  if (body.agentid === undefined) refuse(41011, 'agentid missing')
  if (typeof body.agentid !== 'number' || !Number.isInteger(body.agentid)) refuse(40056)
  if (!corp.appOf(body.agentid)) refuse(40056)
  if (body.agentid !== app.agentId) refuse(301002)
}

/** message/send: who gets it, what is shown, what is dropped without a word (wecom §4.1). */
export class Sending {
  private readonly sentBodies = new Map<string, { at: number; answer: Json }>()

  constructor(
    private readonly corp: Corp,
    private readonly store: MessageStore,
    private readonly media: MediaCheck,
  ) {}

  endpoint(): Endpoint {
    return { method: 'POST', path: 'message/send', uncounted: true, run: (call) => this.send(call) }
  }

  private checkTaskId(app: WecomApp, taskId: string): void {
    if (this.store.taskIds.get(app.agentId)?.has(taskId))
      refuse(this.corp.flags.duplicateTaskCode, 'task_id already used')
  }

  private checkedCard(app: WecomApp, card: Json): string[] {
    if (!this.corp.flags.cardRules) return []
    return checkCard(card, {
      media: this.media,
      callbackReady: app.callback !== undefined || !this.corp.flags.callbackNeeded,
      callbackNeededCode: this.corp.flags.callbackNeededCode,
      checkTaskId: (taskId) => this.checkTaskId(app, taskId),
      update: false,
    })
  }

  /** An earlier send with the same content inside the interval. */
  private earlier(call: Call): Json | undefined {
    if (!this.corp.flags.duplicateCheck || call.body.enable_duplicate_check !== 1) return undefined
    const asked = numberAt(call.body, 'duplicate_check_interval') ?? DUPLICATE_SECONDS
    const seconds = Math.min(asked, DUPLICATE_SECONDS_MAX)
    const known = this.sentBodies.get(canonical(call.body))
    return known && this.corp.now() - known.at < seconds * 1000 ? known.answer : undefined
  }

  private spendDaily(app: WecomApp, count: number): void {
    const limit = this.corp.users.size * this.corp.flags.dailyPerAccount
    const key = `daily:${app.agentId}:${shanghaiDay(this.corp.now())}`
    if (!this.corp.quotas.spend(key, count, limit, DAY)) refuse(45009)
  }

  private delivered(app: WecomApp, user: WecomUser): boolean {
    if (user.status === 4) return false
    const { memberPerMinute, memberPerHour } = this.corp.flags
    const key = `member:${app.agentId}:${user.userid}`
    const minute = this.corp.quotas.within(`${key}:minute`, memberPerMinute, MINUTE)
    const hour = this.corp.quotas.within(`${key}:hour`, memberPerHour, HOUR)
    return minute && hour
  }

  private keep(app: WecomApp, type: string, part: Json, users: WecomUser[], warnings: string[]): StoredMessage {
    const reached = users.filter((user) => this.delivered(app, user)).map((user) => user.userid)
    const message: StoredMessage = {
      msgid: this.store.newMsgid(),
      agentId: app.agentId,
      sentAt: this.corp.now(),
      type,
      part,
      recipients: reached,
      dropped: users.map((user) => user.userid).filter((userid) => !reached.includes(userid)),
      suppressed: false,
      recalled: false,
      warnings,
      cards: new Map(),
      answer: {},
    }
    if (type === 'template_card') {
      for (const userid of reached) message.cards.set(userid, { card: part, replacedText: undefined })
    }
    this.store.messages.push(message)
    return message
  }

  private rememberTask(app: WecomApp, card: Json): void {
    const taskId = textAt(card, 'task_id')
    if (taskId === '') return
    const used = this.store.taskIds.get(app.agentId) ?? new Set<string>()
    this.store.taskIds.set(app.agentId, used.add(taskId))
  }

  private answerOf(message: StoredMessage, recipients: Recipients): Json {
    const code = message.type === 'template_card' &&
      isInteractive(message.part) && { response_code: this.store.issueCode(message) }
    return { errcode: 0, errmsg: 'ok', ...invalidFields(this.corp, recipients), msgid: message.msgid, ...code }
  }

  private suppressed(call: Call, first: Json): Json {
    const type = textAt(call.body, 'msgtype')
    const message = this.keep(call.app, type, objectAt(call.body, type), [], [])
    message.suppressed = true
    return this.corp.flags.duplicateAnswer === 'repeat' ? first : { errcode: 0, errmsg: 'ok', msgid: message.msgid }
  }

  private police(): void {
    const minute = new Date(this.corp.now()).getUTCMinutes()
    if (minute === 0 || minute === 30)
      this.corp.remark('sentOnTheHour', 'message/send at :00 or :30 – spread over several minutes')
  }

  /** Part and warnings; every refusal of the content happens here, before anything is counted. */
  private contentOf(call: Call): { part: Json; warnings: string[] } {
    if (textAt(call.body, 'msgtype') !== 'template_card')
      return { part: checkedPart(this.corp, call.body, this.media), warnings: [] }
    const card = objectAt(call.body, 'template_card')
    return { part: card, warnings: this.checkedCard(call.app, card) }
  }

  private send(call: Call): Json {
    this.police()
    if (bytesOf(call.raw.toString()) > BODY_BYTES) refuse(40206, 'request body too large')
    checkAgent(this.corp, call.app, call.body)
    const recipients = resolveRecipients(this.corp, call.app, call.body)
    const first = this.earlier(call)
    if (first) return this.suppressed(call, first)
    const { part, warnings } = this.contentOf(call)
    if (recipients.users.length === 0) refuse(81013, undefined, invalidFields(this.corp, recipients))
    this.spendDaily(call.app, recipients.users.length)
    const type = textAt(call.body, 'msgtype')
    const shown = call.body.enable_id_trans === 1 ? translated(this.corp, part) : part
    const message = this.keep(call.app, type, shown, recipients.users, warnings)
    if (type === 'template_card') this.rememberTask(call.app, part)
    message.answer = this.answerOf(message, recipients)
    this.sentBodies.set(canonical(call.body), { at: this.corp.now(), answer: message.answer })
    this.corp.frame.changed()
    return message.answer
  }

  /** A message of the app that did not come through message/send: a passive reply. */
  sendPassively(app: WecomApp, user: WecomUser, type: string, part: Json): void {
    this.keep(app, type, part, [user], [])
    this.corp.frame.changed()
  }
}

import { checkCard } from './cardRules'
import { cardTypeOf } from './cardTypes'
import type { Corp } from './corp'
import { refuse } from './errors'
import type { Call, Endpoint } from './gate'
import { isObject, type Json, objectAt, textAt } from './json'
import type { CardState, MessageStore, StoredMessage } from './messageStore'
import { HOUR } from './quota'
import { checkAgent } from './send'
import type { MediaCheck } from './textRules'
import { departmentMembers, tagMembers } from './visibleRange'

const MAX_USERIDS = 1000
const MAX_PARTIES = 100

interface Targets {
  userids: string[]
  invaliduser: string[]
}

/** Arrays, never the `a|b` strings of message/send. */
function listAt(body: Json, key: string, most: number): unknown[] {
  const value = body[key]
  if (value === undefined) return []
  if (!Array.isArray(value)) return refuse(40058, `${key} should be array. invalid Request Parameter`)
  if (value.length > most) refuse(40058, `${key} exceed max length ${most}. invalid Request Parameter`)
  return value
}

/** update_template_card and recall (wecom §4.4, §4.5). */
export class CardUpdate {
  constructor(
    private readonly corp: Corp,
    private readonly store: MessageStore,
    private readonly media: MediaCheck,
  ) {}

  private named(body: Json): string[] {
    const parties = listAt(body, 'partyids', MAX_PARTIES).flatMap((id) =>
      departmentMembers(this.corp, Number(id), true),
    )
    const tags = listAt(body, 'tagids', MAX_PARTIES).flatMap((id) => tagMembers(this.corp, Number(id)))
    return [...listAt(body, 'userids', MAX_USERIDS).map(String), ...[...parties, ...tags].map((one) => one.userid)]
  }

  private targetsOf(body: Json, message: StoredMessage): Targets {
    if (body.atall === 1) return { userids: [...message.cards.keys()], invaliduser: [] }
    const names = this.named(body)
    if (names.length === 0) return refuse(82101, 'no target given')
    const known = new Map([...message.cards.keys()].map((one) => [one.toLowerCase(), one]))
    const invaliduser = names.map((one) => one.toLowerCase()).filter((one) => !known.has(one))
    const userids = names.map((one) => known.get(one.toLowerCase())).filter((one) => one !== undefined)
    if (userids.length === 0) refuse(82102, 'target is no recipient of the message', { invaliduser })
    return { userids, invaliduser }
  }

  private checkTaskId(message: StoredMessage, taskId: string): void {
    if (taskId === textAt(message.part, 'task_id')) return
    if (this.corp.flags.updateTaskId === 'original') refuse(42016, 'task_id unknown')
    if (this.store.taskIds.get(message.agentId)?.has(taskId))
      refuse(this.corp.flags.duplicateTaskCode, 'task_id already used')
  }

  private newCard(message: StoredMessage, card: Json, callbackReady: boolean): Json {
    const { callbackNeeded, callbackNeededCode } = this.corp.flags
    const ready = callbackReady || !callbackNeeded
    const checkId = (taskId: string) => this.checkTaskId(message, taskId)
    if (this.corp.flags.cardRules) {
      checkCard(card, {
        media: this.media,
        callbackReady: ready,
        callbackNeededCode,
        checkTaskId: checkId,
        update: true,
      })
    }
    return { ...card, task_id: textAt(card, 'task_id') || textAt(message.part, 'task_id') }
  }

  /** `button.replace_name` exists for cards with buttons of their own; notices only have a menu. */
  private replacedText(message: StoredMessage, button: Json): string {
    if (!cardTypeOf(message.part).endsWith('_interaction')) refuse(42031, 'card_type illegal')
    const text = textAt(button, 'replace_name')
    return text === '' ? refuse(42020, 'button name missing') : text
  }

  private changeOf(call: Call, message: StoredMessage): (state: CardState) => CardState {
    if (isObject(call.body.template_card)) {
      const card = this.newCard(message, call.body.template_card, call.app.callback !== undefined)
      return () => ({ card, replacedText: undefined })
    }
    if (!isObject(call.body.button)) return refuse(40058, 'button or template_card missing. invalid Request Parameter')
    const text = this.replacedText(message, objectAt(call.body, 'button'))
    return (state) => ({ card: state.card, replacedText: text })
  }

  private apply(message: StoredMessage, userids: string[], change: (state: CardState) => CardState): void {
    for (const userid of userids) {
      const state = message.cards.get(userid)
      if (state) message.cards.set(userid, change(state))
    }
    this.corp.frame.changed()
  }

  private update(call: Call): Json {
    checkAgent(this.corp, call.app, call.body)
    const { message, spend } = this.store.codeTarget(textAt(call.body, 'response_code'), call.app.agentId)
    const targets = this.targetsOf(call.body, message)
    const change = this.changeOf(call, message)
    spend()
    this.apply(message, targets.userids, change)
    return { errcode: 0, errmsg: 'ok', invaliduser: targets.invaliduser }
  }

  private recall(call: Call): Json {
    const message = this.store.find(textAt(call.body, 'msgid'))
    if (!message || message.agentId !== call.app.agentId) return refuse(40058, 'msgid. invalid Request Parameter')
    if (this.corp.now() - message.sentAt > this.corp.flags.recallHours * HOUR)
      refuse(42052, 'message can not be recalled')
    message.recalled = true
    this.corp.frame.changed()
    return { errcode: 0, errmsg: 'ok' }
  }

  /** wecom §5.6: a passive reply changes the card of the person who pressed. */
  replaceFor(message: StoredMessage, userid: string, card: Json): void {
    const change = { card: this.newCard(message, card, true), replacedText: undefined }
    this.apply(message, [userid], () => change)
  }

  greyFor(message: StoredMessage, userid: string, button: Json): void {
    const text = this.replacedText(message, button)
    this.apply(message, [userid], (state) => ({ card: state.card, replacedText: text }))
  }

  endpoints(): Endpoint[] {
    const defaults = { invaliduser: [] }
    const run = (call: Call) => this.update(call)
    return [
      { method: 'POST', path: 'message/update_template_card', defaults, uncounted: true, run },
      { method: 'POST', path: 'message/recall', run: (call) => this.recall(call) },
    ]
  }
}

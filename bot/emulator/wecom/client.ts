import type { FormValues, PressResult } from '../display'
import type { Callbacks, Delivery, ReplyReader } from './callback'
import type { Corp, WecomApp, WecomUser } from './corp'
import type { CardClick, Events, SelectedItem } from './events'
import { type Json, objectAt, objectsAt, textAt } from './json'
import type { CardState, MessageStore, StoredMessage } from './messageStore'
import type { XmlField } from './xml'

type ReaderFor = (user: WecomUser, msgid: string | undefined) => ReplyReader

/** What pressing a button of a card means: an event, a page, or a code of wecom §4.6 when there is no such button. */
type Press = { event: CardClick['event']; key: string } | { openUrl: string } | { error: number }

/** Prefixes of the button ids handed to the desk; a bare key is understood too. */
export const openPrefix = 'open:'
export const menuPrefix = 'menu:'

/** A card whose button was replaced is grey and cannot be pressed any more. */
export function greyText(state: CardState): string | undefined {
  return state.replacedText ?? (textAt(state.card, 'replace_text') || undefined)
}

function pressOf(card: Json, buttonId: string): Press {
  const buttons = objectsAt(card, 'button_list')
  if (buttonId.startsWith(openPrefix)) {
    const button = buttons[Number(buttonId.slice(openPrefix.length))]
    return button ? { openUrl: textAt(button, 'url') } : { error: 42017 }
  }
  const keys = [...buttons.filter((one) => one.type !== 1), objectAt(card, 'submit_button')].map((one) =>
    textAt(one, 'key'),
  )
  if (keys.includes(buttonId)) return { event: 'template_card_event', key: buttonId }
  const menu = objectsAt(objectAt(card, 'action_menu'), 'action_list').map((one) => textAt(one, 'key'))
  const key = buttonId.startsWith(menuPrefix) ? buttonId.slice(menuPrefix.length) : buttonId
  return menu.includes(key) ? { event: 'template_card_menu_event', key } : { error: 42017 }
}

function optionIds(question: Json): string[] {
  return objectsAt(question, 'option_list').map((one) => textAt(one, 'id'))
}

/** A drop-down without a (valid) selected_id stands on its first option. */
export function selectedOption(question: Json): string {
  const ids = optionIds(question)
  const preset = textAt(question, 'selected_id')
  return ids.includes(preset) ? preset : (ids[0] ?? '')
}

export function checkedOptions(question: Json): string[] {
  return objectsAt(question, 'option_list')
    .filter((one) => one.is_checked === true)
    .map((one) => textAt(one, 'id'))
}

function answered(question: Json, values: FormValues, preset: string[]): SelectedItem {
  const questionKey = textAt(question, 'question_key')
  const value = question.disable === true ? undefined : values[questionKey]
  const chosen = Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : preset
  return { questionKey, optionIds: chosen }
}

export function questionsOf(card: Json): { question: Json; kind: 'select' | 'checkbox' }[] {
  const single = objectAt(card, 'button_selection')
  const selects = [...(textAt(single, 'question_key') ? [single] : []), ...objectsAt(card, 'select_list')]
  const box = objectAt(card, 'checkbox')
  return [
    ...selects.map((question) => ({ question, kind: 'select' as const })),
    ...(textAt(box, 'question_key') ? [{ question: box, kind: 'checkbox' as const }] : []),
  ]
}

function selectionOf(card: Json, values: FormValues): { items: SelectedItem[]; errors: Record<string, string> } {
  const errors: Record<string, string> = {}
  const items = questionsOf(card).map(({ question, kind }) => {
    const preset = kind === 'select' ? [selectedOption(question)] : checkedOptions(question)
    const item = answered(question, values, preset)
    const known = optionIds(question)
    const many = kind === 'checkbox' && question.mode === 1
    if (item.optionIds.length === 0) errors[item.questionKey] = '请选择'
    else if (!item.optionIds.every((id) => known.includes(id))) errors[item.questionKey] = '没有这个选项'
    else if (!many && item.optionIds.length > 1) errors[item.questionKey] = '只能选一项'
    return item
  })
  return { items, errors }
}

function resultOf(delivery: Delivery): PressResult {
  if (delivery.outcome === 'failed') return { ok: false, toast: { tone: 'error', text: '应用没有响应，请稍后再试' } }
  if (delivery.outcome === 'unconfigured')
    return { ok: false, toast: { tone: 'error', text: '应用没有设置接收消息的地址' } }
  return { ok: true }
}

const unusable = (text: string): PressResult => ({ ok: false, toast: { tone: 'warning', text } })

/** The WeCom client in front of a member: presses, texts, menus. It sends what a real client's tap would cause. */
export class Client {
  constructor(
    private readonly corp: Corp,
    private readonly store: MessageStore,
    private readonly callbacks: Callbacks,
    private readonly events: Events,
    private readonly readerFor: ReaderFor,
  ) {}

  report(app: WecomApp, user: WecomUser, fields: XmlField[], msgid?: string): Promise<Delivery> {
    return this.callbacks.deliver(app, fields, this.readerFor(user, msgid))
  }

  private clickFields(
    user: WecomUser,
    message: StoredMessage,
    card: Json,
    pressed: Press,
    items: SelectedItem[],
  ): XmlField[] {
    const app = this.corp.appOf(message.agentId) ?? this.corp.mainApp
    if (!('event' in pressed)) return []
    return this.events.cardClick(app, user, {
      ...pressed,
      taskId: textAt(card, 'task_id'),
      cardType: textAt(card, 'card_type'),
      responseCode: this.store.issueCode(message),
      selected: pressed.event === 'template_card_event' ? items : [],
    })
  }

  /** The card in front of this person, or why it cannot be pressed. */
  private cardFor(
    userid: string,
    msgid: string,
  ): { user: WecomUser; message: StoredMessage; card: Json } | PressResult {
    const user = this.corp.user(userid)
    const message = this.store.find(msgid)
    const state = user && message?.cards.get(user.userid)
    if (!user || !message || !state) return { ...unusable('没有这条消息'), clientError: 42016 }
    if (message.recalled) return unusable('消息已撤回')
    const grey = greyText(state)
    return grey === undefined ? { user, message, card: state.card } : unusable(`按钮已变为「${grey}」，不能再按`)
  }

  async press(userid: string, msgid: string, buttonId: string, values: FormValues): Promise<PressResult> {
    const found = this.cardFor(userid, msgid)
    if (!('card' in found)) return found
    const pressed = pressOf(found.card, buttonId)
    if ('error' in pressed) return { ...unusable('没有这个按钮'), clientError: pressed.error }
    // a button that opens a page makes no event (wecom §5.4)
    if ('openUrl' in pressed) return { ok: true, openUrl: pressed.openUrl }
    const { items, errors } = selectionOf(found.card, values)
    if (pressed.event === 'template_card_event' && Object.keys(errors).length > 0)
      return { ok: false, fieldErrors: errors }
    const app = this.corp.appOf(found.message.agentId) ?? this.corp.mainApp
    const fields = this.clickFields(found.user, found.message, found.card, pressed, items)
    return resultOf(await this.report(app, found.user, fields, msgid))
  }

  /** The event a press would cause, for forged deliveries. Its ResponseCode is a real one. */
  pressFields(userid: string, msgid: string, buttonId: string, values: FormValues): XmlField[] {
    const found = this.cardFor(userid, msgid)
    if (!('card' in found)) throw new Error('no such card')
    const pressed = pressOf(found.card, buttonId)
    return this.clickFields(found.user, found.message, found.card, pressed, selectionOf(found.card, values).items)
  }

  async writeText(userid: string, text: string): Promise<Delivery | undefined> {
    const user = this.corp.user(userid)
    if (!user) return undefined
    const id = this.corp.frame.newId()
    this.store.written.push({ id, userid: user.userid, sentAt: this.corp.now(), type: 'text', text })
    this.corp.frame.changed()
    return this.report(this.corp.mainApp, user, this.events.text(this.corp.mainApp, user, text))
  }

  /** Opening the chat is reported only when the app asked for it. */
  async enter(userid: string): Promise<Delivery | undefined> {
    const user = this.corp.user(userid)
    if (!user) return undefined
    const app = this.corp.mainApp
    this.store.read.set(user.userid, this.corp.now())
    this.corp.frame.changed()
    if (!app.isReportEnter) return undefined
    return this.report(app, user, this.events.event(app, user, 'enter_agent', [['EventKey', '']]))
  }
}

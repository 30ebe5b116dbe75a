import type { FieldValue, FormValues, PressResult } from '../display'
import { takeAnswer } from './callbackAnswer'
import { clientChecks, fieldsOfForm, formValue, isDateTag, loneValue, TIMEZONE } from './cardForm'
import { formOf, isSchema2, type Placed, parseCard, placedComponents } from './cardWalk'
import type { Deliveries, Delivery, Tampering } from './delivery'
import { asText, isObject, type Json } from './gateway'
import type { FeishuApp } from './setup'
import { type FeishuState, idsOf, randomHex, type StoredMessage } from './state'

const DAY_MS = 86400_000
const CLICK_DAYS = { schema1: 30, schema2: 14 }

export interface Click {
  userId: string
  messageId: string
  /** Id, name or visible text of the component; may be left out when the card has only one button. */
  target?: string
  values?: FormValues
  /** A lone field's new value. */
  value?: FieldValue
  /** Skips the client's own checks, as a forged client would. */
  raw?: boolean
  tampering?: Tampering
}

export interface ClickResult extends PressResult {
  /** The callback that went to the product; absent when the client sent none. */
  delivery?: Delivery
}

interface ClickParts {
  state: FeishuState
  deliveries: Deliveries
  app: FeishuApp
  message: StoredMessage
}

/** The card as this person's client shows it now. */
export function shownCard(message: StoredMessage, userId: string): Json {
  return parseCard(message.shown[userId] ?? message.content) ?? {}
}

function findTarget(card: Json, target: string | undefined): Placed | undefined {
  const all = placedComponents(card).filter(
    (one) => one.tag !== 'column' && one.tag !== 'column_set' && one.tag !== 'form',
  )
  if (target === undefined) return all.find((one) => one.tag === 'button' && callsBack(one.component))
  const textOf = ({ component }: Placed) => (isObject(component.text) ? asText(component.text.content) : '')
  return (
    all.find((one) => one.id === target) ??
    all.find((one) => one.component.name === target || one.component.element_id === target) ??
    all.find((one) => one.tag === 'button' && textOf(one) === target)
  )
}

function behaviorsOf(component: Json): Json[] {
  return Array.isArray(component.behaviors) ? component.behaviors.filter(isObject) : []
}

/** Does this component call the product at all? Lone fields do even without `behaviors` (feishu §4.4). */
export function callsBack(component: Json): boolean {
  const behaviors = behaviorsOf(component)
  if (behaviors.some((one) => one.type === 'callback')) return true
  if (component.form_action_type === 'submit' || component.action_type === 'form_submit') return true
  if (component.tag !== 'button') return component.tag !== 'checker'
  return component.value !== undefined && behaviors.length === 0
}

export function openUrlOf(component: Json): string | undefined {
  const behavior = behaviorsOf(component).find((one) => one.type === 'open_url')
  const multi = isObject(component.multi_url) ? component.multi_url : {}
  return asText(behavior?.default_url) || asText(component.url) || asText(multi.url) || undefined
}

const isSubmit = ({ component }: Placed) =>
  component.form_action_type === 'submit' || component.action_type === 'form_submit'

function callbackValue(component: Json): unknown {
  return behaviorsOf(component).find((one) => one.type === 'callback')?.value ?? component.value
}

function actionOf(state: FeishuState, card: Json, target: Placed, click: Click): Json {
  const form = formOf(target)
  const name = asText(target.component.name)
  const value = callbackValue(target.component)
  const base = { ...(value === undefined ? {} : { value }), tag: target.tag, ...(name ? { name } : {}) }
  if (!form || !isSubmit(target)) {
    const lone = loneValue(target, click.value)
    return { ...base, ...lone, ...(isDateTag(target.tag) ? { timezone: TIMEZONE } : {}) }
  }
  const fields = fieldsOfForm(form, card)
  const timezone = fields.some((field) => isDateTag(field.tag)) ? { timezone: TIMEZONE } : {}
  const checked = formValue(fields, click.values ?? {}, state.settings.emptyOptional)
  return { ...base, ...timezone, form_value: click.raw ? { ...checked, ...click.values } : checked }
}

function callbackPayload(state: FeishuState, message: StoredMessage, click: Click, action: Json, token: string): Json {
  const app = state.apps.get(message.appId)
  if (!app) throw new Error('no such app')
  const { tampering = {} } = click
  const tenantKey = tampering.tenantKey ?? state.tenantKey
  const header = {
    event_id: randomHex(16),
    token: tampering.token ?? app.verificationToken,
    // Microseconds here, milliseconds in most events (feishu §4.5).
    create_time: `${state.frame.clock.now()}000`,
    event_type: 'card.action.trigger',
    tenant_key: tenantKey,
    app_id: tampering.appId ?? app.appId,
  }
  const operator = { tenant_key: tenantKey, ...idsOf(state, app, click.userId) }
  const context = { open_message_id: message.messageId, open_chat_id: message.chatId }
  return { schema: '2.0', header, event: { operator, token, action, host: 'im_message', context } }
}

function tooOld(state: FeishuState, message: StoredMessage, card: Json): boolean {
  const days = isSchema2(card) ? CLICK_DAYS.schema2 : CLICK_DAYS.schema1
  return state.frame.clock.now() - message.createTime > days * DAY_MS
}

const failed = (text: string, clientError?: number): ClickResult => ({
  ok: false,
  toast: { tone: 'error', text },
  ...(clientError === undefined ? {} : { clientError }),
})

/** What the client itself stops, before anything is sent. */
function stopInClient(
  state: FeishuState,
  message: StoredMessage,
  card: Json,
  target: Placed,
  click: Click,
): ClickResult | undefined {
  if (tooOld(state, message, card)) return failed('卡片已过期，不能再操作')
  if (target.component.disabled === true && !click.raw) return failed('该按钮现在不能点')
  const form = formOf(target)
  if (!form || !isSubmit(target) || click.raw) return undefined
  const fieldErrors = clientChecks(fieldsOfForm(form, card), click.values ?? {})
  return Object.keys(fieldErrors).length > 0 ? { ok: false, fieldErrors } : undefined
}

/** Sends the callback and keeps the message marked as "in an interaction" until it is answered. */
async function callBack(
  parts: ClickParts,
  url: string,
  card: Json,
  target: Placed,
  input: Click,
): Promise<ClickResult> {
  const { state, deliveries, app, message } = parts
  const token = `c-${randomHex(20)}`
  const payload = callbackPayload(state, message, input, actionOf(state, card, target, input), token)
  const created = state.frame.clock.now()
  const { messageId, userId } = input
  state.updateTokens.set(token, { appId: app.appId, messageId, userId, created, uses: 0, answered: false })
  const before = { content: message.content, shown: { ...message.shown } }
  message.openInteractions += 1
  const delivery = await deliveries.send({
    kind: 'callback',
    app,
    url,
    eventType: 'card.action.trigger',
    eventId: asText(isObject(payload.header) ? payload.header.event_id : ''),
    payload,
    timeoutMs: state.settings.callbackDeadlineMs,
    ...(input.tampering ? { tampering: input.tampering } : {}),
  })
  message.openInteractions -= 1
  return { ...takeAnswer(state, message, delivery, { userId, token, before }), delivery }
}

/** One click in one person's client, up to what that client shows afterwards. */
export async function click(state: FeishuState, deliveries: Deliveries, input: Click): Promise<ClickResult> {
  const message = state.messages.get(input.messageId)
  if (!message || message.recalled) return failed('消息已撤回')
  const card = shownCard(message, input.userId)
  const target = findTarget(card, input.target)
  if (!target) throw new Error(`no such component: ${input.target}`)
  const stopped = stopInClient(state, message, card, target, input)
  if (stopped) return stopped
  const url = openUrlOf(target.component)
  const opened = url ? { openUrl: url } : {}
  // Cards of a batch never call back (feishu §3.4).
  if (message.batchId || !callsBack(target.component)) return { ok: true, ...opened }
  const app = state.apps.get(message.appId)
  if (!app?.callbackUrl) return { ...failed('出错了，错误码 200340', 200340), ...opened }
  const parts = { state, deliveries, app, message }
  return { ...(await callBack(parts, app.callbackUrl, card, target, input)), ...opened }
}

import type { PressResult } from '../display'
import { checkChange, repaint } from './cardUpdate'
import { isSchema2, isShared, parseCard } from './cardWalk'
import { type Delivery, replyJson, replyStatus } from './delivery'
import { ApiError } from './errors'
import { asText, isObject, type Json } from './gateway'
import type { FeishuState, StoredMessage } from './state'

interface OpenInteraction {
  userId: string
  token: string
  before: { content: string; shown: Record<string, string> }
}

type Toast = NonNullable<PressResult['toast']>

const TONES: Toast['tone'][] = ['info', 'success', 'error', 'warning']

const clientError = (code: number): PressResult => ({
  ok: false,
  clientError: code,
  toast: { tone: 'error', text: `出错了，请稍后重试 code: ${code}` },
})

/** What the client makes of the transport outcome; undefined = a proper answer. */
function transportError(delivery: Delivery): number | undefined {
  if ('failure' in delivery.outcome) {
    return { timeout: 200341, connection: 200342, address: 200343 }[delivery.outcome.failure]
  }
  // 204 → 200671 follows the wording "other than 200" (UNCERTAIN).
  if (replyStatus(delivery) !== 200) return 200671
  return replyJson(delivery) ? undefined : 200672
}

function toastOf(answer: Json): Toast | undefined {
  if (!isObject(answer.toast)) return undefined
  const i18n = isObject(answer.toast.i18n) ? answer.toast.i18n : {}
  const text = asText(i18n.zh_cn) || asText(answer.toast.content)
  const tone = TONES.find((one) => one === (answer.toast as Json).type) ?? 'info'
  return text ? { tone, text } : undefined
}

/** Undefined = fine; otherwise the code the client shows for this card in the answer. */
function cardError(state: FeishuState, message: StoredMessage, card: unknown): number | undefined {
  if (!isObject(card) || card.type !== 'raw' || !isObject(card.data)) return 200673
  const sent = parseCard(message.content) ?? {}
  if (isSchema2(sent) !== isSchema2(card.data)) return 200830
  if (isSchema2(card.data) && state.settings.refuseRawCardInAnswer) return 200673
  const app = state.apps.get(message.appId)
  try {
    if (app) checkChange(state, app, message, card.data)
    return undefined
  } catch (error) {
    if (error instanceof ApiError) return 200673
    throw error
  }
}

function showAnswerCard(state: FeishuState, message: StoredMessage, userId: string, card: Json): void {
  const content = JSON.stringify(card)
  if (isShared(card)) repaint(state, message, content)
  else message.shown[userId] = content
  message.frozenFor = message.frozenFor.filter((one) => one !== userId)
  state.frame.changed()
}

/**
 * An answer without a card makes the client paint the old card again, whatever was changed meanwhile.
 * A token update before the answer is lost on the server too; a PATCH stays stored, only this client shows the old card.
 */
function rollBack(state: FeishuState, message: StoredMessage, open: OpenInteraction, usedToken: boolean): void {
  if (usedToken) {
    message.content = open.before.content
    message.shown = open.before.shown
  } else if (message.content !== open.before.content) {
    message.shown[open.userId] = open.before.shown[open.userId] ?? open.before.content
  }
  state.frame.changed()
}

/** Applies the product's answer to the click; never retried. */
export function takeAnswer(
  state: FeishuState,
  message: StoredMessage,
  delivery: Delivery,
  open: OpenInteraction,
): PressResult {
  const token = state.updateTokens.get(open.token)
  const usedToken = (token?.uses ?? 0) > 0
  if (token) token.answered = true
  const failure = transportError(delivery)
  const answer = replyJson(delivery) ?? {}
  if (failure !== undefined) {
    rollBack(state, message, open, usedToken)
    return clientError(failure)
  }
  const toast = toastOf(answer)
  const shown: PressResult = { ok: true, ...(toast ? { toast } : {}) }
  if (answer.card === undefined) {
    rollBack(state, message, open, usedToken)
    return shown
  }
  const refused = cardError(state, message, answer.card)
  if (refused !== undefined) {
    rollBack(state, message, open, usedToken)
    return clientError(refused)
  }
  showAnswerCard(state, message, open.userId, (answer.card as { data: Json }).data)
  return shown
}

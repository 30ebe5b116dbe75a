import { isSchema2, isShared, parseCard } from './cardWalk'
import { checkContent } from './content'
import { ApiError, cardRefused, invalidParameter, refuse, refuseWith200 } from './errors'
import { asText, type Gateway, isObject, type Json } from './gateway'
import type { Limits } from './limits'
import { findMessage } from './messages'
import type { FeishuApp } from './setup'
import type { FeishuState, StoredMessage } from './state'

const UPDATE_LIFE_MS = 14 * 86400_000
const TOKEN_LIFE_MS = 1800_000

/** Paints a new card: stored on the server and shown by every client that is not frozen or in an open interaction. */
export function repaint(state: FeishuState, message: StoredMessage, content: string): void {
  const kept = message.frozenFor.map((userId) => [userId, message.shown[userId] ?? message.content] as const)
  message.shown = Object.fromEntries(kept)
  message.content = content
  message.updated = true
  message.updateTime = state.frame.clock.now()
  state.frame.changed()
}

/** Rules that hold for every way of changing a sent card. */
export function checkChange(state: FeishuState, app: FeishuApp, message: StoredMessage, next: Json): void {
  const before = parseCard(message.content) ?? {}
  if (state.frame.clock.now() - message.createTime > UPDATE_LIFE_MS) throw refuse(230031)
  if (isSchema2(before) !== isSchema2(next)) throw cardRefused(200830, 'schema version can not be changed')
  checkContent(state, app, 'interactive', JSON.stringify(next))
}

function patch(
  state: FeishuState,
  limits: Limits,
  app: FeishuApp,
  messageId: string | undefined,
  content: unknown,
): Json {
  const message = findMessage(state, messageId)
  if (message.msgType !== 'interactive') throw invalidParameter('This message is NOT a card')
  if (message.appId !== app.appId || message.senderUserId) throw refuse(230027)
  limits.checkTarget('message', message.messageId)
  checkContent(state, app, 'interactive', content)
  const next = parseCard(asText(content)) ?? {}
  checkChange(state, app, message, next)
  // UNCERTAIN code: the documents only say both cards need update_multi.
  const shared = isShared(parseCard(message.content) ?? {}) && isShared(next)
  if (!shared) throw invalidParameter('update_multi of the card must be true')
  if (message.openInteractions > 0 && state.settings.patchDuringCallback === 'lock') {
    throw cardRefused(11310, 'card action is lock')
  }
  repaint(state, message, asText(content))
  return { code: 0, data: {}, msg: 'ok' }
}

function findToken(state: FeishuState, app: FeishuApp, token: unknown) {
  const known = state.updateTokens.get(asText(token))
  if (typeof token !== 'string' || !token.startsWith('c-') || !known) throw refuseWith200(300020, 'token format error')
  if (known.appId !== app.appId) throw refuseWith200(200310, 'app is not the card owner')
  if (state.frame.clock.now() - known.created > TOKEN_LIFE_MS) throw refuseWith200(300030, 'token is expired')
  if (known.uses >= state.settings.updateTokenUses) throw refuseWith200(300040, 'token has been used up')
  return known
}

/** Codes of card/update are its own and come with HTTP 200 (UNCERTAIN, feishu §3.3). */
function checkDelayed(state: FeishuState, app: FeishuApp, message: StoredMessage, card: Json): void {
  try {
    checkChange(state, app, message, card)
  } catch (error) {
    if (error instanceof ApiError) throw refuseWith200(11311, error.msg)
    throw error
  }
}

function updateByToken(state: FeishuState, app: FeishuApp, body: Json): Json {
  const known = findToken(state, app, body.token)
  const message = state.messages.get(known.messageId)
  if (!message || message.recalled) throw refuseWith200(200000, 'message is recalled')
  if (!isObject(body.card)) throw refuseWith200(100030, 'card is not valid json')
  const { open_ids: openIds, ...card } = body.card
  if (openIds !== undefined && isSchema2(card)) throw refuseWith200(10002, 'open_ids is not allowed for schema 2.0')
  const isPrivate = !isShared(card)
  if (isPrivate && !Array.isArray(openIds)) throw refuseWith200(300090, 'open_ids is required')
  checkDelayed(state, app, message, card)
  known.uses += 1
  const content = JSON.stringify(card)
  if (isPrivate) {
    message.shown[known.userId] = content
    state.frame.changed()
  } else repaint(state, message, content)
  return { code: 0, msg: 'ok' }
}

export function addCardUpdateRoutes(state: FeishuState, gateway: Gateway, limits: Limits): void {
  const scopes = ['im:message', 'im:message:send_as_bot', 'im:message:update']
  gateway.tenant('patch', '/im/v1/messages/:id', scopes, ({ app, params, body }) =>
    patch(state, limits, app, params.id, body.content),
  )
  gateway.tenant('post', '/interactive/v1/card/update', [], ({ app, body }) => updateByToken(state, app, body))
}

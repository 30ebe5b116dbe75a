import { checkContent } from './content'
import { invalidParameter, refuse } from './errors'
import { asText, type Gateway, type Json, type TenantCall } from './gateway'
import type { Limits } from './limits'
import { checkReachable, findReceiver, type Receiver } from './receivers'
import type { FeishuApp } from './setup'
import { type Chat, type FeishuState, randomHex, type StoredMessage, type UserIdType, userById } from './state'

const UUID_LIFE_MS = 3600_000
const SEND = ['im:message', 'im:message:send_as_bot', 'im:message:send']
const READ = ['im:message', 'im:message:readonly', 'im:message.history:readonly']

export interface Messages {
  store(
    message: Pick<StoredMessage, 'chatId' | 'appId' | 'msgType' | 'content'> & Partial<StoredMessage>,
  ): StoredMessage
}

/** A message as the API shows it (feishu §3.1). */
export function messageView(state: FeishuState, message: StoredMessage, content = message.content): Json {
  const sender = message.senderUserId
    ? { id: message.senderUserId, id_type: 'user_id', sender_type: 'user', tenant_key: state.tenantKey }
    : { id: message.appId, id_type: 'app_id', sender_type: 'app', tenant_key: state.tenantKey }
  return {
    message_id: message.messageId,
    ...(message.rootId ? { root_id: message.rootId, parent_id: message.parentId } : {}),
    msg_type: message.msgType,
    create_time: String(message.createTime),
    update_time: String(message.updateTime),
    deleted: message.recalled,
    updated: message.updated,
    chat_id: message.chatId,
    sender,
    body: { content },
  }
}

export function createMessages(state: FeishuState): Messages {
  return {
    store(message) {
      const now = state.frame.clock.now()
      const stored: StoredMessage = {
        messageId: `om_x100${state.frame.newId()}${randomHex(6)}`,
        createTime: now,
        updateTime: now,
        updated: false,
        recalled: false,
        shown: {},
        frozenFor: [],
        readBy: [],
        openInteractions: 0,
        ...message,
      }
      state.messages.set(stored.messageId, stored)
      state.frame.changed()
      return stored
    },
  }
}

/** The message of a path parameter, refused the way the platform refuses it. */
export function findMessage(state: FeishuState, id: string | undefined): StoredMessage {
  const message = state.messages.get(id ?? '')
  if (!message || message.batchId) throw invalidParameter('invalid message_id')
  if (message.recalled) throw refuse(230011)
  return message
}

/** One successful send per uuid and hour. */
function createUuids(state: FeishuState) {
  const sent = new Map<string, { at: number; messageId: string }>()
  const inFlight = new Set<string>()
  return async (app: FeishuApp, uuid: unknown, send: () => Promise<StoredMessage>): Promise<StoredMessage> => {
    if (uuid === undefined || uuid === '') return send()
    if (typeof uuid !== 'string' || uuid.length > 50) throw invalidParameter('invalid uuid')
    const key = `${app.appId} ${uuid}`
    const earlier = sent.get(key)
    const known = earlier && state.messages.get(earlier.messageId)
    if (earlier && known && state.frame.clock.now() - earlier.at < UUID_LIFE_MS) return known
    if (state.settings.refuseUuidInFlight && inFlight.has(key)) throw refuse(230049)
    inFlight.add(key)
    try {
      const message = await send()
      sent.set(key, { at: state.frame.clock.now(), messageId: message.messageId })
      return message
    } finally {
      inFlight.delete(key)
    }
  }
}

function countAgainst(limits: Limits, chat: Chat, userId: string | undefined): void {
  if (userId) limits.checkTarget('user', userId)
  limits.checkTarget('chat', chat.chatId)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function parentLinks(parent: StoredMessage | undefined): Partial<StoredMessage> {
  return parent ? { rootId: parent.rootId ?? parent.messageId, parentId: parent.messageId } : {}
}

/** Send and reply, changes and reading of messages (feishu §3.1, §3.2). */
export function addMessageRoutes(state: FeishuState, gateway: Gateway, limits: Limits, messages: Messages): void {
  const once = createUuids(state)

  async function send({ app, body }: TenantCall, { chat, user }: Receiver, parent?: StoredMessage): Promise<Json> {
    const message = await once(app, body.uuid, async () => {
      countAgainst(limits, chat, user?.userId)
      if (state.settings.sendDelayMs > 0) await pause(state.settings.sendDelayMs)
      const words = { msgType: asText(body.msg_type), content: asText(body.content) }
      return messages.store({ chatId: chat.chatId, appId: app.appId, ...words, ...parentLinks(parent) })
    })
    return { code: 0, msg: 'success', data: messageView(state, message) }
  }

  gateway.tenant('post', '/im/v1/messages', SEND, (call) => {
    const { app, body, query } = call
    checkContent(state, app, body.msg_type, body.content)
    return send(call, findReceiver(state, app, query('receive_id_type'), body.receive_id))
  })
  gateway.tenant('post', '/im/v1/messages/:id/reply', SEND, (call) => {
    const parent = findMessage(state, call.params.id)
    checkContent(state, call.app, call.body.msg_type, call.body.content)
    return send(call, findReceiver(state, call.app, 'chat_id', parent.chatId), parent)
  })
  gateway.tenant('get', '/im/v1/messages/:id', READ, ({ params, query }) => {
    const message = findMessage(state, params.id)
    const whole = message.msgType !== 'interactive' || query('card_msg_content_type') === 'user_card_content'
    const reduced = { title: null, elements: [[{ tag: 'text', text: '请升级至最新版本客户端' }]] }
    const content = whole ? message.content : JSON.stringify(reduced)
    return { code: 0, msg: 'success', data: { items: [messageView(state, message, content)] } }
  })
  addChangeRoutes(state, gateway)
}

function recall(state: FeishuState, { app, params }: TenantCall): Json {
  const message = findMessage(state, params.id)
  if (message.appId !== app.appId || message.senderUserId) throw refuse(230026)
  message.recalled = true
  message.shown = {}
  state.frame.changed()
  return { code: 0, msg: 'success', data: {} }
}

function addChangeRoutes(state: FeishuState, gateway: Gateway): void {
  const recallScopes = ['im:message', 'im:message:send_as_bot', 'im:message:recall']
  gateway.tenant('delete', '/im/v1/messages/:id', recallScopes, (call) => recall(state, call))

  gateway.tenant(
    'put',
    '/im/v1/messages/:id',
    ['im:message', 'im:message:send_as_bot', 'im:message:update'],
    (call) => {
      const message = findMessage(state, call.params.id)
      if (message.appId !== call.app.appId) throw refuse(230027)
      if (message.msgType !== 'text' && message.msgType !== 'post') throw invalidParameter('invalid msg_type')
      checkContent(state, call.app, call.body.msg_type, call.body.content)
      const now = state.frame.clock.now()
      Object.assign(message, { content: asText(call.body.content), updated: true, updateTime: now })
      state.frame.changed()
      return { code: 0, msg: 'success', data: messageView(state, message) }
    },
  )

  gateway.tenant('patch', '/im/v1/messages/:id/urgent_app', ['im:message.urgent'], ({ app, body, params, query }) => {
    const message = findMessage(state, params.id)
    if (message.appId !== app.appId) throw refuse(230027)
    const type = (query('user_id_type') ?? 'open_id') as UserIdType
    const wanted = Array.isArray(body.user_id_list) ? body.user_id_list.map(asText) : []
    const invalid = wanted.filter((id) => {
      const user = userById(state, app, id, type)
      return !user || isUnreachable(() => checkReachable(state, app, user))
    })
    return { code: 0, msg: 'success', data: { invalid_user_id_list: invalid } }
  })
}

function isUnreachable(check: () => void): boolean {
  try {
    check()
    return false
  } catch {
    return true
  }
}

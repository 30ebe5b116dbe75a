import type { EventRequest, Events } from './events'
import { imageTypeOf } from './images'
import type { Messages } from './messages'
import type { FeishuApp } from './setup'
import { type FeishuState, hasScope, idsOf, personalChat, randomHex, type StoredMessage } from './state'

/** What persons do in the client, with the events the platform sends for it (feishu §5.7). */
export interface Inbound {
  sendText(appId: string, userId: string, text: string): Promise<StoredMessage>
  sendImage(appId: string, userId: string, bytes: Buffer): Promise<StoredMessage>
  enterChat(appId: string, userId: string): Promise<void>
  pressMenu(appId: string, userId: string, key: string): Promise<void>
  markRead(appId: string, userId: string): Promise<void>
}

function messageEvent(state: FeishuState, app: FeishuApp, userId: string, message: StoredMessage): EventRequest {
  return {
    appId: app.appId,
    type: 'im.message.receive_v1',
    event: {
      sender: { sender_id: idsOf(state, app, userId), sender_type: 'user', tenant_key: state.tenantKey },
      message: {
        message_id: message.messageId,
        create_time: String(message.createTime),
        update_time: String(message.updateTime),
        chat_id: message.chatId,
        chat_type: 'p2p',
        message_type: message.msgType,
        content: message.content,
      },
    },
  }
}

function appOf(state: FeishuState, appId: string): FeishuApp {
  const app = state.apps.get(appId)
  if (!app) throw new Error(`no such app: ${appId}`)
  return app
}

/** Marks the bot's messages as read; answers the ids the platform reports, batch messages left out. */
function readAll(state: FeishuState, appId: string, userId: string): string[] {
  const { chatId } = personalChat(state, appId, userId)
  const unread = [...state.messages.values()].filter(
    (one) => one.chatId === chatId && !one.senderUserId && !one.recalled && !one.readBy.includes(userId),
  )
  for (const message of unread) message.readBy.push(userId)
  return unread.filter((one) => !one.batchId).map((one) => one.messageId)
}

function keepImage(state: FeishuState, bytes: Buffer): string {
  const contentType = imageTypeOf(bytes)
  if (!contentType) throw new Error('这不是图片')
  const key = `img_v3_03${randomHex(14)}g`
  state.images.set(key, { key, contentType, bytes })
  return key
}

export function createInbound(state: FeishuState, events: Events, messages: Messages): Inbound {
  async function say(appId: string, userId: string, msgType: string, content: object): Promise<StoredMessage> {
    const app = appOf(state, appId)
    const chatId = personalChat(state, appId, userId).chatId
    const words = { msgType, content: JSON.stringify(content) }
    const message = messages.store({ chatId, appId, senderUserId: userId, ...words })
    // Without the scope the bot chat has no input box; the message stays unheard.
    if (hasScope(app, 'im:message.p2p_msg:readonly')) await events.push(messageEvent(state, app, userId, message))
    return message
  }
  const operatorOf = (appId: string, userId: string) => idsOf(state, appOf(state, appId), userId)

  return {
    sendText: (appId, userId, text) => say(appId, userId, 'text', { text }),
    sendImage: async (appId, userId, bytes) => say(appId, userId, 'image', { image_key: keepImage(state, bytes) }),
    async enterChat(appId, userId) {
      const { chatId } = personalChat(state, appId, userId)
      const event = { chat_id: chatId, operator_id: operatorOf(appId, userId) }
      await events.push({ appId, type: 'im.chat.access_event.bot_p2p_chat_entered_v1', event })
    },
    async pressMenu(appId, userId, key) {
      const name = state.users.get(userId)?.name ?? ''
      const operator = { operator_name: name, operator_id: operatorOf(appId, userId) }
      const timestamp = Math.floor(state.frame.clock.now() / 1000)
      await events.push({ appId, type: 'application.bot.menu_v6', event: { operator, event_key: key, timestamp } })
    },
    async markRead(appId, userId) {
      const ids = readAll(state, appId, userId)
      if (ids.length === 0) return
      const time = String(state.frame.clock.now())
      const reader = { reader_id: operatorOf(appId, userId), read_time: time, tenant_key: state.tenantKey }
      await events.push({ appId, type: 'im.message.message_read_v1', event: { reader, message_id_list: ids } })
    },
  }
}

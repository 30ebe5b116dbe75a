import type { EventRequest, Events } from './events'
import type { Json } from './gateway'
import { openIdOf } from './ids'
import { imageTypeOf } from './images'
import type { Messages } from './messages'
import { departmentView, type IdTypes, userView } from './people'
import type { FeishuApp } from './setup'
import { type FeishuState, hasScope, idsOf, personalChat, randomHex, type StoredMessage } from './state'

const EVENT_IDS: IdTypes = { user: 'open_id', department: 'open_department_id' }

/** What persons and admins do in the client, with the events the platform sends for it (§5.7). */
export interface Inbound {
  sendText(appId: string, userId: string, text: string): Promise<StoredMessage>
  sendImage(appId: string, userId: string, bytes: Buffer): Promise<StoredMessage>
  enterChat(appId: string, userId: string): Promise<void>
  pressMenu(appId: string, userId: string, key: string): Promise<void>
  markRead(appId: string, userId: string): Promise<void>
  userChanged(change: 'created' | 'updated' | 'deleted', userId: string, old?: Json): Promise<void>
  departmentChanged(change: 'created' | 'updated' | 'deleted', departmentId: string): Promise<void>
  rangeChanged(appId: string, added: Json, removed: Json): Promise<void>
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

export function createInbound(state: FeishuState, events: Events, messages: Messages): Inbound {
  const appOf = (appId: string): FeishuApp => {
    const app = state.apps.get(appId)
    if (!app) throw new Error(`no such app: ${appId}`)
    return app
  }

  async function say(
    appId: string,
    userId: string,
    msgType: string,
    content: string,
    imageKey?: string,
  ): Promise<StoredMessage> {
    const app = appOf(appId)
    const chatId = personalChat(state, appId, userId).chatId
    const message = messages.store({ chatId, appId, msgType, content, senderUserId: userId })
    const image = imageKey ? state.images.get(imageKey) : undefined
    if (image) image.messageId = message.messageId
    // Without the scope the bot chat has no input box; the message stays unheard.
    if (hasScope(app, 'im:message.p2p_msg:readonly')) await events.push(messageEvent(state, app, userId, message))
    return message
  }

  async function toAll(run: (app: FeishuApp) => EventRequest): Promise<void> {
    for (const app of state.apps.values()) await events.push(run(app))
  }

  return {
    sendText: (appId, userId, text) => say(appId, userId, 'text', JSON.stringify({ text })),
    async sendImage(appId, userId, bytes) {
      const contentType = imageTypeOf(bytes)
      if (!contentType) throw new Error('not an image')
      const key = `img_v3_03${randomHex(14)}g`
      state.images.set(key, { key, contentType, bytes })
      return say(appId, userId, 'image', JSON.stringify({ image_key: key }), key)
    },
    async enterChat(appId, userId) {
      const app = appOf(appId)
      const { chatId } = personalChat(state, appId, userId)
      const type = 'im.chat.access_event.bot_p2p_chat_entered_v1'
      await events.push({ appId, type, event: { chat_id: chatId, operator_id: idsOf(state, app, userId) } })
    },
    async pressMenu(appId, userId, key) {
      const operator = {
        operator_name: state.users.get(userId)?.name ?? '',
        operator_id: idsOf(state, appOf(appId), userId),
      }
      const timestamp = Math.floor(state.frame.clock.now() / 1000)
      await events.push({ appId, type: 'application.bot.menu_v6', event: { operator, event_key: key, timestamp } })
    },
    async markRead(appId, userId) {
      const { chatId } = personalChat(state, appId, userId)
      const unread = [...state.messages.values()].filter(
        (one) => one.chatId === chatId && !one.senderUserId && !one.recalled && !one.readBy.includes(userId),
      )
      if (unread.length === 0) return
      for (const message of unread) message.readBy.push(userId)
      const now = String(state.frame.clock.now())
      const reader = { reader_id: idsOf(state, appOf(appId), userId), read_time: now, tenant_key: state.tenantKey }
      const ids = unread.filter((one) => !one.batchId).map((one) => one.messageId)
      await events.push({ appId, type: 'im.message.message_read_v1', event: { reader, message_id_list: ids } })
    },
    async userChanged(change, userId, old) {
      const user = state.users.get(userId)
      if (!user) throw new Error(`no such user: ${userId}`)
      await toAll((app) => {
        const object = userView(state, app, user, EVENT_IDS)
        const before =
          change === 'deleted' ? { open_id: openIdOf(app.appId, userId), department_ids: object.department_ids } : old
        const event = { object, ...(before ? { old_object: before } : {}) }
        return { appId: app.appId, type: `contact.user.${change}_v3`, event }
      })
    },
    async departmentChanged(change, departmentId) {
      const department = state.departments.get(departmentId)
      if (!department) throw new Error(`no such department: ${departmentId}`)
      await toAll((app) => {
        const object = departmentView(state, app, department, EVENT_IDS, true)
        return { appId: app.appId, type: `contact.department.${change}_v3`, event: { object } }
      })
    },
    rangeChanged: (appId, added, removed) =>
      events.push({ appId, type: 'contact.scope.updated_v3', event: { added, removed } }),
  }
}

import type { DisplayMessage } from '../display'
import type { DeskPerson, DeskPlatform } from '../frame'
import { click } from './clicks'
import type { Parts } from './control'
import { displayContent, nameLookup } from './display'
import { personalChatIdOf } from './ids'
import type { FeishuApp } from './setup'
import type { FeishuState, StoredMessage } from './state'

const CHAT_LENGTH = 200

/** Applinks of the client become plain page addresses (§4.8). */
export function openLink(url: string): string {
  if (!URL.canParse(url)) return url
  const link = new URL(url)
  if (!/^applink\.(feishu\.cn|larksuite\.com)$/.test(link.host)) return url
  return link.searchParams.get('lk_target_url') ?? link.searchParams.get('url') ?? url
}

function messagesOf(state: FeishuState, app: FeishuApp, userId: string): StoredMessage[] {
  const chatId = personalChatIdOf(app.appId, userId)
  return [...state.messages.values()].filter((one) => one.chatId === chatId)
}

function personRow(state: FeishuState, app: FeishuApp): (userId: string) => DeskPerson {
  const unread = new Map<string, number>()
  for (const message of state.messages.values()) {
    const reader = state.chats.get(message.chatId)?.userIds[0]
    if (!reader || message.senderUserId || message.recalled || message.readBy.includes(reader)) continue
    if (message.appId === app.appId) unread.set(reader, (unread.get(reader) ?? 0) + 1)
  }
  return (userId) => {
    const user = state.users.get(userId)
    const department = state.departments.get(user?.departmentIds[0] ?? '')?.name
    return {
      id: userId,
      name: user?.name ?? userId,
      featured: user?.featured ?? false,
      unread: unread.get(userId) ?? 0,
      ...(user?.persona ? { persona: user.persona } : {}),
      ...(department ? { department } : {}),
    }
  }
}

function shownMessage(state: FeishuState, app: FeishuApp, userId: string, names: (id: string) => string) {
  const imageUrl = (key: string) => `desk/api/image?${new URLSearchParams({ platform: 'feishu', key })}`
  return (message: StoredMessage): DisplayMessage => ({
    id: message.messageId,
    from: message.senderUserId ? 'person' : 'bot',
    senderName: message.senderUserId ? (state.users.get(message.senderUserId)?.name ?? '') : app.name,
    sentAt: message.createTime,
    content: message.recalled
      ? { kind: 'text', lines: [{ style: 'note', spans: [{ text: '消息已撤回' }] }] }
      : displayContent(message, userId, { names, openLink, imageUrl }),
  })
}

/** The first seeded app is the one the desk page shows. */
export function createFeishuDesk({ state, deliveries, inbound }: Parts): DeskPlatform {
  const appOf = (): FeishuApp | undefined => [...state.apps.values()][0]

  async function press(
    userId: string,
    messageId: string,
    buttonId: string,
    values: Parameters<DeskPlatform['press']>[3],
  ) {
    const { delivery: _delivery, ...shown } = await click(state, deliveries, {
      userId,
      messageId,
      target: buttonId,
      values,
      ...(values[buttonId] === undefined ? {} : { value: values[buttonId] }),
    })
    return shown.openUrl ? { ...shown, openUrl: openLink(shown.openUrl) } : shown
  }

  function read(userId: string): void {
    const app = appOf()
    const isUnread = (one: StoredMessage) => !one.senderUserId && !one.readBy.includes(userId)
    if (!app || !messagesOf(state, app, userId).some(isUnread)) return
    void inbound.markRead(app.appId, userId).then(state.frame.changed)
  }

  return {
    id: 'feishu',
    label: '飞书',
    botName: () => appOf()?.name ?? '',
    users() {
      const app = appOf()
      if (!app) return []
      const row = personRow(state, app)
      return [...state.users.values()].filter((user) => !user.isResigned).map((user) => row(user.userId))
    },
    chat(userId) {
      const app = appOf()
      if (!app) return []
      const show = shownMessage(state, app, userId, nameLookup(state, app.appId))
      return messagesOf(state, app, userId).slice(-CHAT_LENGTH).map(show)
    },
    enter(userId) {
      const app = appOf()
      if (app) void inbound.enterChat(app.appId, userId)
      read(userId)
    },
    read,
    press,
    sendText: async (userId, text) => {
      const app = appOf()
      if (app) await inbound.sendText(app.appId, userId, text)
    },
    sendImage: async (userId, bytes) => {
      const app = appOf()
      if (app) await inbound.sendImage(app.appId, userId, bytes)
    },
    menu: () => appOf()?.menu.map((one) => (one.openUrl ? { ...one, openUrl: openLink(one.openUrl) } : one)) ?? [],
    pressMenu: async (userId, key) => {
      const app = appOf()
      if (app) await inbound.pressMenu(app.appId, userId, key)
    },
    openLink,
    image: (key) => {
      const image = state.images.get(key)
      return image ? { bytes: image.bytes, contentType: image.contentType } : undefined
    },
  }
}

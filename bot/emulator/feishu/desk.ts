import type { DisplayMessage, PressResult } from '../display'
import type { DeskPerson, DeskPlatform } from '../frame'
import { type Click, click } from './clicks'
import type { Parts } from './control'
import { displayContent, nameLookup } from './display'
import { personalChatIdOf } from './ids'
import type { FeishuApp } from './setup'
import type { FeishuState, StoredMessage } from './state'

const CHAT_LENGTH = 200

/** Applinks of the client become plain page addresses (feishu §4.8). */
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

async function press({ state, deliveries }: Parts, pressed: Click): Promise<PressResult> {
  const own = pressed.values?.[pressed.target ?? '']
  const { delivery: _delivery, ...shown } = await click(state, deliveries, {
    ...pressed,
    ...(own === undefined ? {} : { value: own }),
  })
  return shown.openUrl ? { ...shown, openUrl: openLink(shown.openUrl) } : shown
}

function deskReads(state: FeishuState, appOf: () => FeishuApp) {
  return {
    botName: () => appOf().name,
    users: () =>
      [...state.users.values()]
        .filter((user) => !user.isResigned)
        .map((user) => user.userId)
        .map(personRow(state, appOf())),
    chat: (userId: string) => {
      const show = shownMessage(state, appOf(), userId, nameLookup(state, appOf().appId))
      return messagesOf(state, appOf(), userId).slice(-CHAT_LENGTH).map(show)
    },
    menu: () => appOf().menu.map((one) => (one.openUrl ? { ...one, openUrl: openLink(one.openUrl) } : one)),
    image: (key: string) => {
      const image = state.images.get(key)
      return image && { bytes: image.bytes, contentType: image.contentType }
    },
  }
}

/** The first seeded app is the one the desk page shows. */
export function createFeishuDesk(parts: Parts): DeskPlatform {
  const { state, inbound } = parts
  const appOf = (): FeishuApp => {
    const [app] = state.apps.values()
    if (!app) throw new Error('没有应用')
    return app
  }
  const read = (userId: string) => void inbound.markRead(appOf().appId, userId).then(state.frame.changed)
  return {
    id: 'feishu',
    label: '飞书',
    ...deskReads(state, appOf),
    enter(userId) {
      void inbound.enterChat(appOf().appId, userId)
      read(userId)
    },
    read,
    press: (userId, messageId, target, values) => press(parts, { userId, messageId, target, values }),
    sendText: async (userId, text) => void (await inbound.sendText(appOf().appId, userId, text)),
    sendImage: async (userId, bytes) => void (await inbound.sendImage(appOf().appId, userId, bytes)),
    pressMenu: (userId, key) => inbound.pressMenu(appOf().appId, userId, key),
    openLink,
  }
}

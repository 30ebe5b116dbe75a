import { type Click, click, shownCard } from './clicks'
import { createFeishuConsole } from './console'
import { createContactChanges } from './contactChanges'
import type { Deliveries, Tampering } from './delivery'
import type { EventRequest, Events } from './events'
import { isObject } from './gateway'
import { openIdOf } from './ids'
import type { Inbound } from './inbound'
import type { Limits } from './limits'
import type { Messages } from './messages'
import type { FeishuSettings } from './settings'
import {
  completeApp,
  completeDepartment,
  completeUser,
  type FeishuApp,
  type FeishuAppSetup,
  type FeishuDepartment,
  type FeishuDepartmentSetup,
  type FeishuUser,
  type FeishuUserSetup,
} from './setup'
import { type FeishuState, personalChat, type StoredMessage } from './state'
import { revokeTenantTokens } from './tokens'

export interface Parts {
  state: FeishuState
  limits: Limits
  messages: Messages
  deliveries: Deliveries
  events: Events
  inbound: Inbound
}

type DeepPartial<T> = { [K in keyof T]?: T[K] extends object ? DeepPartial<T[K]> : T[K] }

/** Members given replace, members left out stay; for an unknown id a new entry is made. */
function seeded<Setup extends object, Whole extends Setup>(
  map: Map<string, Whole>,
  idOf: (one: Setup) => string,
  complete: (one: Setup) => Whole,
) {
  return (entries: Setup[]) => {
    for (const entry of entries) {
      const known = map.get(idOf(entry))
      map.set(idOf(entry), complete({ ...known, ...entry }))
    }
    return map.size
  }
}

function listMessages(
  state: FeishuState,
  filter: { userId?: string; appId?: string; chatId?: string } = {},
): StoredMessage[] {
  const { userId, appId, chatId } = filter
  const isOfUser = (message: StoredMessage) =>
    userId === undefined || state.chats.get(message.chatId)?.userIds.includes(userId)
  return [...state.messages.values()].filter(
    (one) => isOfUser(one) && (appId ?? one.appId) === one.appId && (chatId ?? one.chatId) === one.chatId,
  )
}

/** A copy in another person's chat; the client refuses when the card forbids forwarding. */
function forward(parts: Parts, { messageId, toUserId }: { messageId: string; toUserId: string }): StoredMessage {
  const { state, messages } = parts
  const original = state.messages.get(messageId)
  if (!original) throw new Error('no such message')
  const card = shownCard(original, '')
  if (isObject(card.config) && card.config.enable_forward === false)
    throw new Error('forwarding is switched off for this card')
  const chatId = personalChat(state, original.appId, toUserId).chatId
  return messages.store({ chatId, appId: original.appId, msgType: original.msgType, content: original.content })
}

function freezeView(state: FeishuState, { messageId, userId }: { messageId: string; userId: string }): void {
  const message = state.messages.get(messageId)
  if (!message) throw new Error('no such message')
  message.frozenFor.push(userId)
}

type Chatting = { appId: string; userId: string }

/** Who and what exists, and which rules hold. */
function worldControl({ state, limits }: Parts) {
  return {
    seedApps: seeded<FeishuAppSetup, FeishuApp>(state.apps, (one) => one.appId, completeApp),
    seedUsers: seeded<FeishuUserSetup, FeishuUser>(state.users, (one) => one.userId, completeUser),
    seedDepartments: seeded<FeishuDepartmentSetup, FeishuDepartment>(
      state.departments,
      (one) => one.departmentId,
      completeDepartment,
    ),
    removeUser: ({ userId }: { userId: string }) => state.users.delete(userId),
    set(change: DeepPartial<FeishuSettings>): FeishuSettings {
      Object.assign(state.settings, change, { limits: { ...state.settings.limits, ...change.limits } })
      return state.settings
    },
    revokeTokens: (input: { appId?: string } = {}) => revokeTenantTokens(state, input),
    resetLimits: () => limits.reset(),
    useLimit: ({ key, count }: { key: string; count: number }) => limits.use(key, count),
    openId: ({ appId, userId }: Chatting) => openIdOf(appId, userId),
  }
}

/** What was delivered, and what persons do with it. */
function chatControl(parts: Parts) {
  const { state, deliveries, inbound } = parts
  return {
    messages: (filter: { userId?: string; appId?: string; chatId?: string } = {}) => listMessages(state, filter),
    shown: ({ messageId, userId }: { messageId: string; userId: string }) => {
      const message = state.messages.get(messageId)
      return message ? shownCard(message, userId) : undefined
    },
    click: (input: Click) => click(state, deliveries, input),
    forward: (input: { messageId: string; toUserId: string }) => forward(parts, input),
    freezeView: (input: { messageId: string; userId: string }) => freezeView(state, input),
    say: ({ appId, userId, text }: Chatting & { text: string }) => inbound.sendText(appId, userId, text),
    sayImage: ({ appId, userId, base64 }: Chatting & { base64: string }) =>
      inbound.sendImage(appId, userId, Buffer.from(base64, 'base64')),
    enterChat: ({ appId, userId }: Chatting) => inbound.enterChat(appId, userId),
    pressMenu: ({ appId, userId, key }: Chatting & { key: string }) => inbound.pressMenu(appId, userId, key),
    markRead: ({ appId, userId }: Chatting) => inbound.markRead(appId, userId),
  }
}

/** What the platform pushes to the product. */
function pushControl({ deliveries, events }: Parts) {
  return {
    pushEvent: (request: EventRequest) => events.push(request),
    releaseEvents: ({ order }: { order?: 'sent' | 'reversed' } = {}) => events.release(order),
    verifyUrl: ({ appId, which, tampering }: { appId: string; which: 'event' | 'callback'; tampering?: Tampering }) =>
      events.verifyUrl(appId, which, tampering),
    deliveries: () => deliveries.list(),
    clearDeliveries: () => deliveries.clear(),
    replay: ({ deliveryId }: { deliveryId: string }) => deliveries.replay(deliveryId),
  }
}

/** Everything a test or the control API can do to the emulated platform. */
export function createFeishuControl(parts: Parts) {
  const changes = createContactChanges(parts.state, parts.events)
  const console = createFeishuConsole(parts.state, parts.events)
  return { ...worldControl(parts), ...chatControl(parts), ...pushControl(parts), ...changes, ...console }
}

export type FeishuControl = ReturnType<typeof createFeishuControl>

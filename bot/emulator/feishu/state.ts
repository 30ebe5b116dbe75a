import { randomBytes } from 'node:crypto'
import type { Frame } from '../frame'
import * as ids from './ids'
import { defaultSettings, type FeishuSettings } from './settings'
import type { FeishuApp, FeishuDepartment, FeishuSetup, FeishuUser, Range } from './setup'
import { completeApp, completeDepartment, completeUser } from './setup'

export interface Chat {
  chatId: string
  kind: 'p2p' | 'group'
  name: string
  userIds: string[]
  appIds: string[]
}

export interface StoredMessage {
  messageId: string
  chatId: string
  /** The bot that sent it; for a person's message the bot it was sent to. */
  appId: string
  /** Set when a person sent it. */
  senderUserId?: string
  msgType: string
  /** As stored by the server. */
  content: string
  createTime: number
  updateTime: number
  updated: boolean
  recalled: boolean
  rootId?: string
  parentId?: string
  /** `bm-…` of the batch it came from: no updates, no callbacks. */
  batchId?: string
  /** What a person's client shows when that differs from `content` (feishu §4.6). */
  shown: Record<string, string>
  /** Clients that do not repaint: an outdated view. */
  frozenFor: string[]
  readBy: string[]
  /** Interactions whose callback is not answered yet. */
  openInteractions: number
}

export interface StoredImage {
  key: string
  /** Uploading app, or the message that carries it when a person sent it. */
  appId?: string
  messageId?: string
  contentType: string
  bytes: Buffer
}

export interface Grant {
  appId: string
  userId: string
  expires: number
  scopes: string[]
}

export interface LoginCode extends Grant {
  used: boolean
  redirectUri?: string
  challenge?: string
}

export interface UpdateToken {
  appId: string
  messageId: string
  userId: string
  created: number
  uses: number
  /** False until the callback it came with was answered. */
  answered: boolean
}

export interface FeishuState {
  tenantKey: string
  apps: Map<string, FeishuApp>
  users: Map<string, FeishuUser>
  departments: Map<string, FeishuDepartment>
  chats: Map<string, Chat>
  messages: Map<string, StoredMessage>
  images: Map<string, StoredImage>
  tenantTokens: Map<string, { appId: string; expires: number }>
  userTokens: Map<string, Grant>
  refreshTokens: Map<string, Grant & { used: boolean }>
  codes: Map<string, LoginCode>
  updateTokens: Map<string, UpdateToken>
  settings: FeishuSettings
  frame: Frame
}

export const randomHex = (bytes: number) => randomBytes(bytes).toString('hex')

export function createState(setup: FeishuSetup, frame: Frame): FeishuState {
  return {
    tenantKey: setup.tenantKey ?? '2ed263bf32cf1651',
    apps: new Map(setup.apps.map((app) => [app.appId, completeApp(app)])),
    users: new Map((setup.users ?? []).map((user) => [user.userId, completeUser(user)])),
    departments: new Map((setup.departments ?? []).map((one) => [one.departmentId, completeDepartment(one)])),
    chats: new Map((setup.groups ?? []).map((group) => [group.chatId, { ...group, kind: 'group' as const }])),
    messages: new Map(),
    images: new Map(),
    tenantTokens: new Map(),
    userTokens: new Map(),
    refreshTokens: new Map(),
    codes: new Map(),
    updateTokens: new Map(),
    settings: defaultSettings(),
    frame,
  }
}

/** The person's chat with the app's bot; made on first use, its id never changes. */
export function personalChat(state: FeishuState, appId: string, userId: string): Chat {
  const chatId = ids.personalChatIdOf(appId, userId)
  const known = state.chats.get(chatId)
  if (known) return known
  const chat: Chat = { chatId, kind: 'p2p', name: '', userIds: [userId], appIds: [appId] }
  state.chats.set(chatId, chat)
  return chat
}

/** Departments from the given one up to the root, the given one included. */
export function departmentPath(state: FeishuState, departmentId: string): string[] {
  const path: string[] = []
  for (let id: string | undefined = departmentId; id && id !== '0' && !path.includes(id); ) {
    path.push(id)
    id = state.departments.get(id)?.parentId
  }
  return [...path, '0']
}

export function departmentInRange(state: FeishuState, range: Range, departmentId: string): boolean {
  if (range === 'all') return true
  return departmentPath(state, departmentId).some((id) => range.departmentIds.includes(id))
}

export function userInRange(state: FeishuState, range: Range, user: FeishuUser): boolean {
  if (range === 'all') return true
  return range.userIds.includes(user.userId) || user.departmentIds.some((id) => departmentInRange(state, range, id))
}

export function hasScope(app: FeishuApp, ...anyOf: string[]): boolean {
  return anyOf.some((scope) => app.scopes.includes(scope))
}

/** The three ids of a person as this app sees them; user_id only with its scope (feishu §2.6). */
export function idsOf(state: FeishuState, app: FeishuApp, userId: string): Record<string, string> {
  return {
    open_id: ids.openIdOf(app.appId, userId),
    union_id: ids.unionIdOf(state.tenantKey, userId),
    ...(hasScope(app, 'contact:user.employee_id:readonly') ? { user_id: userId } : {}),
  }
}

export type UserIdType = 'open_id' | 'union_id' | 'user_id'

export function idOf(state: FeishuState, app: FeishuApp, userId: string, type: UserIdType): string {
  if (type === 'user_id') return userId
  return type === 'union_id' ? ids.unionIdOf(state.tenantKey, userId) : ids.openIdOf(app.appId, userId)
}

export function userById(state: FeishuState, app: FeishuApp, id: string, type: UserIdType): FeishuUser | undefined {
  if (type === 'user_id') return state.users.get(id)
  return [...state.users.values()].find((user) => idOf(state, app, user.userId, type) === id)
}

/** True when the open_id belongs to a person, but as seen by another app. */
export function isOpenIdOfOtherApp(state: FeishuState, app: FeishuApp, openId: string): boolean {
  const others = [...state.apps.keys()].filter((appId) => appId !== app.appId)
  return others.some((appId) => [...state.users.keys()].some((userId) => ids.openIdOf(appId, userId) === openId))
}

/** Addresses of the set-up may be given relative to the product. */
export function absolute(state: FeishuState, address: string): string {
  return address.startsWith('/') ? state.frame.productUrl().replace(/\/$/, '') + address : address
}

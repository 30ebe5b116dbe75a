import { invalidParameter, refuse } from './errors'
import { requireScope } from './gateway'
import type { FeishuApp, FeishuUser } from './setup'
import {
  type Chat,
  type FeishuState,
  isOpenIdOfOtherApp,
  personalChat,
  type UserIdType,
  userById,
  userInRange,
} from './state'

export interface Receiver {
  chat: Chat
  /** Absent for a group. */
  user?: FeishuUser
}

/** May this bot write to this person at all? */
export function checkReachable(state: FeishuState, app: FeishuApp, user: FeishuUser): void {
  if (user.isResigned || user.isExited) throw refuse(state.settings.resignedCode)
  if (user.isUnjoin || !user.isActivated || !userInRange(state, app.availability, user)) throw refuse(230013)
  if (user.stoppedApps.includes(app.appId)) throw refuse(230053)
}

function findPerson(state: FeishuState, app: FeishuApp, type: string, id: string): FeishuUser {
  if (type === 'email') {
    const found = [...state.users.values()].find((user) => user.email === id || user.enterpriseEmail === id)
    if (!found) throw invalidParameter('invalid receive_id')
    return found
  }
  if (type === 'user_id') requireScope(app, ['contact:user.employee_id:readonly'], 'field_scope_required')
  const user = userById(state, app, id, type as UserIdType)
  if (user) return user
  if (type === 'open_id' && isOpenIdOfOtherApp(state, app, id)) throw refuse(99992361)
  throw invalidParameter('invalid receive_id')
}

/** Where a message goes. An unknown id gives 230001 (UNCERTAIN: 230034 or 99992351 are possible, feishu §3.1). */
export function findReceiver(state: FeishuState, app: FeishuApp, type: string | undefined, id: unknown): Receiver {
  if (!type || !['open_id', 'union_id', 'user_id', 'email', 'chat_id'].includes(type)) {
    throw invalidParameter('invalid receive_id_type')
  }
  if (typeof id !== 'string' || id === '') throw invalidParameter('invalid receive_id')
  if (!app.botEnabled) throw refuse(230006)
  if (type !== 'chat_id') {
    const user = findPerson(state, app, type, id)
    checkReachable(state, app, user)
    return { chat: personalChat(state, app.appId, user.userId), user }
  }
  const chat = state.chats.get(id)
  if (!chat) throw invalidParameter('invalid receive_id')
  if (!chat.appIds.includes(app.appId)) throw refuse(230002)
  const partner = chat.kind === 'p2p' ? state.users.get(chat.userIds[0] ?? '') : undefined
  if (!partner) return { chat }
  checkReachable(state, app, partner)
  return { chat, user: partner }
}

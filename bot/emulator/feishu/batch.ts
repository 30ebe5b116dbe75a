import { checkContent } from './content'
import { ApiError, refuseWith200 } from './errors'
import { asText, type Gateway, isObject, type Json, type TenantCall } from './gateway'
import { openDepartmentIdOf } from './ids'
import type { Messages } from './messages'
import { checkReachable } from './receivers'
import {
  departmentInRange,
  type FeishuState,
  hasScope,
  personalChat,
  randomHex,
  type UserIdType,
  userById,
} from './state'

const MAX_IDS = 200

const list = (value: unknown) => (Array.isArray(value) ? value.map(asText) : [])

function contentOfBatch(body: Json): string {
  const inner = body.msg_type === 'interactive' ? body.card : body.content
  if (!isObject(inner)) throw refuseWith200(10002, 'parameter error')
  return JSON.stringify(inner)
}

/** Person ids of one list that this bot can reach; the others come back as invalid. */
function reachable(state: FeishuState, { app }: TenantCall, wanted: string[], type: UserIdType) {
  const found: string[] = []
  const invalid = wanted.filter((id) => {
    const user = userById(state, app, id, type)
    try {
      if (!user) return true
      checkReachable(state, app, user)
      found.push(user.userId)
      return false
    } catch {
      return true
    }
  })
  return { found, invalid }
}

function membersBelow(state: FeishuState, openDepartmentIds: string[]): { found: string[]; invalid: string[] } {
  const ids = [...state.departments.keys()].filter((id) => openDepartmentIds.includes(openDepartmentIdOf(id)))
  const range = { departmentIds: ids, userIds: [] }
  const members = [...state.users.values()].filter((user) =>
    user.departmentIds.some((id) => departmentInRange(state, range, id)),
  )
  const known = ids.map(openDepartmentIdOf)
  return { found: members.map((user) => user.userId), invalid: openDepartmentIds.filter((id) => !known.includes(id)) }
}

function batchSend(state: FeishuState, messages: Messages, call: TenantCall): Json {
  const { app, body } = call
  const wanted = ['open_ids', 'user_ids', 'union_ids', 'department_ids'].map((name) => list(body[name]))
  if (wanted.some((ids) => ids.length > MAX_IDS) || wanted.every((ids) => ids.length === 0)) {
    throw refuseWith200(10003, 'invalid parameter')
  }
  const [openIds = [], userIds = [], unionIds = [], departmentIds = []] = wanted
  if (departmentIds.includes('0')) throw refuseWith200(10003, 'invalid parameter')
  if (!app.botEnabled) throw refuseWith200(11205, 'app do not have bot')
  if (userIds.length + openIds.length + unionIds.length > 0 && !hasScope(app, 'im:message:send_multi_users')) {
    throw refuseWith200(11223, 'no permission to send to these users')
  }
  const content = contentOfBatch(body)
  try {
    checkContent(state, app, body.msg_type, content)
  } catch (error) {
    if (error instanceof ApiError) throw refuseWith200(11246, error.msg)
    throw error
  }
  const open = reachable(state, call, openIds, 'open_id')
  const own = reachable(state, call, userIds, 'user_id')
  const union = reachable(state, call, unionIds, 'union_id')
  const departments = membersBelow(state, departmentIds)
  const batchId = `bm-${randomHex(16)}`
  for (const userId of new Set([...open.found, ...own.found, ...union.found, ...departments.found])) {
    const chatId = personalChat(state, app.appId, userId).chatId
    messages.store({ chatId, appId: app.appId, msgType: asText(body.msg_type), content, batchId })
  }
  const data = {
    message_id: batchId,
    invalid_open_ids: open.invalid,
    invalid_user_ids: own.invalid,
    invalid_union_ids: union.invalid,
    invalid_department_ids: departments.invalid,
  }
  return { code: 0, msg: 'ok', data }
}

/** HTTP 200 whatever happens; later changes of these messages fail and their buttons do not call back. */
export function addBatchRoutes(state: FeishuState, gateway: Gateway, messages: Messages): void {
  const scopes = ['im:message', 'im:message:send_as_bot']
  gateway.tenant('post', '/message/v4/batch_send', scopes, (call) => batchSend(state, messages, call))
}

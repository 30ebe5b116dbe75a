import { ApiError, refuse } from './errors'
import { asText, type Gateway, type Json, requireScope, type TenantCall } from './gateway'
import { CONTACT_SCOPES, departmentIdAs, departmentView, type IdTypes, userView } from './people'
import type { FeishuApp, FeishuDepartment, FeishuUser } from './setup'
import { departmentInRange, type FeishuState, idOf, type UserIdType, userById, userInRange } from './state'

const TOKEN_HEAD = 'AQD9/Rn9+'
const MAX_PAGE = 50
const MAX_SCOPE_PAGE = 100
const MAX_BATCH = 50

function idTypes({ query }: TenantCall): IdTypes {
  const user = (query('user_id_type') ?? 'open_id') as UserIdType
  const department = query('department_id_type') === 'department_id' ? 'department_id' : 'open_department_id'
  return { user, department }
}

/** Opaque on purpose: contains + / and =, so a client that does not encode it fails. */
const pageToken = (offset: number) =>
  `${TOKEN_HEAD}${Buffer.from(`offset ${offset} `).toString('base64').replace(/=*$/, '')}==`

function offsetOf(token: string | undefined): number {
  if (!token) return 0
  const text = Buffer.from(token.slice(TOKEN_HEAD.length), 'base64').toString('utf8')
  const offset = token.startsWith(TOKEN_HEAD) ? /^offset (\d+) /.exec(text)?.[1] : undefined
  if (offset === undefined) throw refuse(40012)
  return Number(offset)
}

function page<T>({ query }: TenantCall, all: T[], view: (one: T) => Json, max = MAX_PAGE, usual = 10): Json {
  const size = Number(query('page_size') || usual)
  if (!Number.isInteger(size) || size < 1 || size > max) throw refuse(40011)
  const offset = offsetOf(query('page_token'))
  const items = all.slice(offset, offset + size).map(view)
  const hasMore = offset + size < all.length
  const more = hasMore ? { page_token: pageToken(offset + size) } : {}
  return { has_more: hasMore, ...more, ...(items.length > 0 ? { items } : {}) }
}

function findDepartment(
  state: FeishuState,
  app: FeishuApp,
  id: string | undefined,
  type: IdTypes['department'],
): string {
  const found =
    id === '0' ? '0' : [...state.departments.keys()].find((departmentId) => departmentIdAs(departmentId, type) === id)
  if (found === undefined) throw new ApiError(400, 40008, 'department id is invalid')
  if (!departmentInRange(state, app.contactRange, found)) throw refuse(40004, 403)
  return found
}

function childrenOf(state: FeishuState, parentId: string, recursive: boolean): FeishuDepartment[] {
  const direct = [...state.departments.values()].filter((one) => one.parentId === parentId)
  return recursive ? direct.flatMap((one) => [one, ...childrenOf(state, one.departmentId, true)]) : direct
}

function findUser(state: FeishuState, app: FeishuApp, id: string | undefined, type: UserIdType): FeishuUser {
  const user = userById(state, app, asText(id), type)
  if (!user) throw refuse(41012)
  if (!userInRange(state, app.contactRange, user)) throw refuse(41050)
  return user
}

const success = (data: Json) => ({ code: 0, msg: 'success', data })

/** feishu §7: departments, people, range and search, all within the contact range of the calling app. */
export function addContactRoutes(state: FeishuState, gateway: Gateway): void {
  addDepartmentRoutes(state, gateway)
  addUserRoutes(state, gateway)
  gateway.tenant('get', '/contact/v3/scopes', CONTACT_SCOPES, (call) => success(scopeView(state, call)))
  gateway.tenant('post', '/contact/v3/users/batch_get_id', ['contact:user.id:readonly'], (call) =>
    success(byReach(state, call)),
  )
}

function addDepartmentRoutes(state: FeishuState, gateway: Gateway): void {
  gateway.tenant('get', '/contact/v3/departments/:id/children', CONTACT_SCOPES, (call) => {
    const types = idTypes(call)
    const parent = findDepartment(state, call.app, call.params.id, types.department)
    const all = childrenOf(state, parent, call.query('fetch_child') === 'true')
    return success(page(call, all, (one) => departmentView(state, call.app, one, types)))
  })

  gateway.tenant('get', '/contact/v3/departments/:id', CONTACT_SCOPES, (call) => {
    const types = idTypes(call)
    const one = state.departments.get(findDepartment(state, call.app, call.params.id, types.department))
    return success({ department: one ? departmentView(state, call.app, one, types) : { open_department_id: '0' } })
  })
}

function addUserRoutes(state: FeishuState, gateway: Gateway): void {
  gateway.tenant('get', '/contact/v3/users/find_by_department', CONTACT_SCOPES, (call) => {
    const types = idTypes(call)
    const departmentId = findDepartment(state, call.app, call.query('department_id'), types.department)
    const members = [...state.users.values()].filter((user) =>
      departmentId === '0' ? user.departmentIds.length === 0 : user.departmentIds.includes(departmentId),
    )
    const visible = members.filter((user) => !user.isResigned)
    return success(page(call, visible, (user) => userView(state, call.app, user, types)))
  })

  gateway.tenant('get', '/contact/v3/users/batch', CONTACT_SCOPES, (call) => {
    const types = idTypes(call)
    const wanted = call.queries('user_ids')
    if (wanted.length === 0 || wanted.length > MAX_BATCH) throw refuse(40001)
    const found = wanted.map((id) => findUser(state, call.app, id, types.user))
    return success({ items: found.map((user) => userView(state, call.app, user, types)) })
  })

  gateway.tenant('get', '/contact/v3/users/:id', CONTACT_SCOPES, (call) => {
    const types = idTypes(call)
    const user = findUser(state, call.app, call.params.id, types.user)
    return success({ user: userView(state, call.app, user, types) })
  })
}

/** feishu §7.5: the entry points of the contact range. */
function scopeView(state: FeishuState, call: TenantCall): Json {
  const types = idTypes(call)
  const range = call.app.contactRange
  const rootUsers = [...state.users.values()].filter((user) => user.departmentIds.length === 0 && !user.isResigned)
  const departments =
    range === 'all' ? childrenOf(state, '0', false).map((one) => one.departmentId) : range.departmentIds
  const users = range === 'all' ? rootUsers.map((user) => user.userId) : range.userIds
  const entries = [
    ...departments.map((id) => ({ department: departmentIdAs(id, types.department) })),
    ...users.map((id) => ({ user: idOf(state, call.app, id, types.user) })),
  ]
  const { items = [], ...more } = page(call, entries, (one): Json => one, MAX_SCOPE_PAGE, MAX_PAGE)
  const listed = (kind: string) => (items as Json[]).flatMap((one) => one[kind] ?? [])
  return { department_ids: listed('department'), user_ids: listed('user'), group_ids: [], ...more }
}

/** Entries not found come back without `user_id`; out-of-range people look the same. */
function byReach(state: FeishuState, call: TenantCall): Json {
  const type = idTypes(call).user
  const mobiles = Array.isArray(call.body.mobiles) ? call.body.mobiles.map(asText) : []
  const emails = Array.isArray(call.body.emails) ? call.body.emails.map(asText) : []
  if (mobiles.length > MAX_BATCH || emails.length > MAX_BATCH) {
    const violation = { field: mobiles.length > MAX_BATCH ? 'mobiles' : 'emails', description: 'the max len is 50' }
    throw new ApiError(400, 99992402, 'field validation failed', { field_violations: [violation] })
  }
  if (type === 'user_id') requireScope(call.app, ['contact:user.employee_id:readonly'], 'field_scope_required')
  const plain = (mobile: string | undefined) => mobile?.replace(/^\+86/, '')
  const entry = (key: Json, found: FeishuUser | undefined): Json => {
    const visible = found && userInRange(state, call.app.contactRange, found)
    if (!visible || (found.isResigned && call.body.include_resigned !== true)) return key
    return { user_id: idOf(state, call.app, found.userId, type), ...key }
  }
  const people = [...state.users.values()]
  return {
    user_list: [
      ...mobiles.map((mobile) =>
        entry(
          { mobile },
          people.find((user) => plain(user.mobile) === plain(mobile)),
        ),
      ),
      ...emails.map((email) =>
        entry(
          { email },
          people.find((user) => user.email === email),
        ),
      ),
    ],
  }
}

import { asText, type Json } from './gateway'
import * as ids from './ids'
import type { FeishuApp, FeishuDepartment, FeishuUser } from './setup'
import { type FeishuState, hasScope, idOf, idsOf, type UserIdType } from './state'

const UMBRELLA = ['contact:contact:readonly_as_app', 'contact:contact:access_as_app', 'contact:contact:readonly']
export const CONTACT_SCOPES = ['contact:contact.base:readonly', ...UMBRELLA]

export interface IdTypes {
  user: UserIdType
  department: 'open_department_id' | 'department_id'
}

const opened = (app: FeishuApp, ...scopes: string[]) => hasScope(app, ...scopes, ...UMBRELLA)

export function departmentIdAs(departmentId: string, type: IdTypes['department']): string {
  return type === 'department_id' ? departmentId : ids.openDepartmentIdOf(departmentId)
}

export function avatar(state: FeishuState): Json {
  const url = `${state.frame.origin()}/desk/person.svg`
  return { avatar_72: url, avatar_240: url, avatar_640: url, avatar_origin: url }
}

/** Fields without the matching scope are absent, not null (feishu §7.6). */
export function userView(state: FeishuState, app: FeishuApp, user: FeishuUser, types: IdTypes): Json {
  const departmentIds = user.departmentIds.map((id) => departmentIdAs(id, types.department))
  const base = opened(app, 'contact:user.base:readonly')
    ? { name: user.name, en_name: '', nickname: '', avatar: avatar(state) }
    : {}
  const organisation = opened(app, 'contact:user.department:readonly')
    ? {
        department_ids: departmentIds,
        leader_user_id: user.leaderUserId ? idOf(state, app, user.leaderUserId, types.user) : '',
        orders: departmentIds.map((id) => ({
          department_id: id,
          user_order: 0,
          department_order: 0,
          is_primary_dept: id === departmentIds[0],
        })),
      }
    : {}
  return { ...idsOf(state, app, user.userId), ...base, ...organisation, ...employment(app, user), ...reach(app, user) }
}

function employment(app: FeishuApp, user: FeishuUser): Json {
  const number = { employee_no: user.employeeNo ?? '' }
  if (!opened(app, 'contact:user.employee:readonly')) {
    return hasScope(app, 'contact:user.employee_number:read') ? number : {}
  }
  return {
    ...number,
    status: {
      is_frozen: user.isFrozen,
      is_resigned: user.isResigned,
      is_activated: user.isActivated,
      is_exited: user.isExited,
      is_unjoin: user.isUnjoin,
    },
    employee_type: 1,
    job_title: asText(user.jobTitle),
    enterprise_email: asText(user.enterpriseEmail),
    is_tenant_manager: false,
  }
}

/** Phone and mail need their own scopes; no umbrella opens them. */
function reach(app: FeishuApp, user: FeishuUser): Json {
  return {
    ...(hasScope(app, 'contact:user.phone:readonly') ? { mobile: asText(user.mobile), mobile_visible: true } : {}),
    ...(hasScope(app, 'contact:user.email:readonly') ? { email: asText(user.email) } : {}),
  }
}

export function departmentView(
  state: FeishuState,
  app: FeishuApp,
  one: FeishuDepartment,
  types: IdTypes,
  isEvent = false,
): Json {
  const base = opened(app, 'contact:department.base:readonly')
    ? {
        name: one.name,
        i18n_name: { zh_cn: '', en_us: '', ja_jp: '' },
        department_id: one.departmentId,
        chat_id: ids.departmentChatIdOf(one.departmentId),
        status: { is_deleted: false },
      }
    : {}
  const leader = one.leaderUserId ? idOf(state, app, one.leaderUserId, types.user) : ''
  const members = [...state.users.values()].filter((user) => user.departmentIds.includes(one.departmentId)).length
  const organisation = opened(app, 'contact:department.organize:readonly')
    ? {
        parent_department_id: departmentIdAs(one.parentId, types.department),
        leader_user_id: leader,
        leaders: leader ? [{ leaderType: 1, leaderID: leader }] : [],
        // A string in the API, a number in events (feishu §7.1).
        order: isEvent ? one.order : String(one.order),
        ...(isEvent ? {} : { member_count: members, primary_member_count: members }),
      }
    : {}
  return { open_department_id: ids.openDepartmentIdOf(one.departmentId), ...base, ...organisation }
}

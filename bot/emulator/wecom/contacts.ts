import type { Corp, WecomDepartment, WecomUser } from './corp'
import { refuse } from './errors'
import type { Call, Endpoint } from './gate'
import { type Json, numberAt, textAt } from './json'
import { departmentMembers, departmentTree, present, seesUser, visibleDepartments } from './visibleRange'

const ok = { errcode: 0, errmsg: 'ok' }

/** wecom §6.1: apps created after 2022-06-20 do not get these. */
function privateFields(user: WecomUser): Json {
  return {
    avatar: user.avatar ?? '',
    thumb_avatar: user.avatar ?? '',
    gender: user.gender ?? '0',
    mobile: user.mobile ?? '',
    email: user.email ?? '',
    biz_mail: user.bizMail ?? '',
    qr_code: `https://open.work.weixin.qq.com/wwopen/userQRCode?vcode=${user.userid}`,
    address: user.address ?? '',
  }
}

type Seen = ReturnType<typeof visibleDepartments>

function userBody(corp: Corp, user: WecomUser, seen: Seen): Json {
  const department = user.department.filter((id) => seen.has(id))
  const leads = user.isLeaderInDept ?? []
  return {
    userid: user.userid,
    name: user.name,
    department,
    order: department.map((_, index) => user.order?.[index] ?? 0),
    position: user.position ?? '',
    ...(corp.flags.legacyApp && privateFields(user)),
    is_leader_in_dept: department.map((_, index) => leads[index] ?? 0),
    direct_leader: user.directLeader ?? [],
    telephone: user.telephone ?? '',
    alias: user.alias ?? '',
    extattr: { attrs: [] },
    status: user.status ?? 1,
    enable: 1,
    hide_mobile: 0,
    isleader: leads.some((one) => one === 1) ? 1 : 0,
    main_department: user.mainDepartment ?? department[0] ?? 0,
    external_position: '',
  }
}

function getUser(corp: Corp, call: Call): Json {
  const userid = call.query.get('userid')
  if (!userid) return refuse(41009)
  const user = corp.user(userid)
  if (!user || !seesUser(corp, call.app, user)) return refuse(60111)
  return { ...ok, ...userBody(corp, user, visibleDepartments(corp, call.app)) }
}

function departmentOf(corp: Corp, call: Call, key: string): number {
  const text = call.query.get(key) ?? ''
  const id = Number(text)
  if (!/^\d+$/.test(text) || !corp.departments.has(id)) return refuse(60123, 'invalid party id')
  if (!visibleDepartments(corp, call.app).has(id)) return refuse(60011)
  return id
}

/** Direct members only: `fetch_child` is gone from the current documents (wecom §6.2), so it does nothing here either. */
function membersOf(corp: Corp, call: Call): WecomUser[] {
  const id = departmentOf(corp, call, 'department_id')
  return departmentMembers(corp, id, false).filter(present)
}

function simpleUser(user: WecomUser, seen: Seen): Json {
  return { userid: user.userid, name: user.name, department: user.department.filter((id) => seen.has(id)) }
}

function listIds(corp: Corp, call: Call): Json {
  if (call.app.kind !== 'sync') return refuse(48002, 'api forbidden')
  const limit = numberAt(call.body, 'limit') ?? 10_000
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000)
    return refuse(40058, 'limit out of range. invalid Request Parameter')
  const rows = [...corp.users.values()]
    .filter(present)
    .flatMap((user) => user.department.map((department) => ({ userid: user.userid, department })))
  const cursor = textAt(call.body, 'cursor')
  const start = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64url').toString())
  if (!Number.isInteger(start)) return refuse(40058, 'cursor. invalid Request Parameter')
  const end = start + limit
  const next = end < rows.length ? Buffer.from(String(end)).toString('base64url') : ''
  return { ...ok, next_cursor: next, dept_user: rows.slice(start, end) }
}

function departmentBody(one: WecomDepartment): Json {
  return {
    id: one.id,
    name: one.name,
    name_en: one.nameEnglish ?? '',
    department_leader: one.leaders ?? [],
    parentid: one.parentid,
    order: one.order ?? 100_000_000 - one.id,
  }
}

/** The visible part of the tree; a listed department's parent may be missing (wecom §6.2). */
function listedDepartments(corp: Corp, call: Call): WecomDepartment[] {
  const seen = visibleDepartments(corp, call.app)
  if (!call.query.get('id')) return [...seen.values()]
  const top = departmentOf(corp, call, 'id')
  return departmentTree(corp, top).filter((one) => seen.has(one.id))
}

function departmentList(corp: Corp, call: Call): Json {
  return { ...ok, department: listedDepartments(corp, call).map(departmentBody) }
}

function departmentSimpleList(corp: Corp, call: Call): Json {
  const rows = listedDepartments(corp, call).map(departmentBody)
  return { ...ok, department_id: rows.map(({ id, parentid, order }) => ({ id, parentid, order })) }
}

function getDepartment(corp: Corp, call: Call): Json {
  const one = corp.departments.get(departmentOf(corp, call, 'id'))
  return { ...ok, department: one ? departmentBody(one) : {} }
}

const userDefaults = { department: [], order: [], is_leader_in_dept: [], direct_leader: [] }

export function contactEndpoints(corp: Corp): Endpoint[] {
  const userlist = (call: Call, shape: (user: WecomUser, seen: Seen) => Json) => {
    const seen = visibleDepartments(corp, call.app)
    return { ...ok, userlist: membersOf(corp, call).map((user) => shape(user, seen)) }
  }
  return [
    { method: 'GET', path: 'user/get', defaults: userDefaults, run: (call) => getUser(corp, call) },
    { method: 'GET', path: 'user/list', run: (call) => userlist(call, (user, seen) => userBody(corp, user, seen)) },
    { method: 'GET', path: 'user/simplelist', run: (call) => userlist(call, simpleUser) },
    { method: 'POST', path: 'user/list_id', defaults: { dept_user: [] }, run: (call) => listIds(corp, call) },
    { method: 'GET', path: 'department/list', run: (call) => departmentList(corp, call) },
    {
      method: 'GET',
      path: 'department/simplelist',
      defaults: { department_id: [] },
      run: (call) => departmentSimpleList(corp, call),
    },
    { method: 'GET', path: 'department/get', run: (call) => getDepartment(corp, call) },
  ]
}

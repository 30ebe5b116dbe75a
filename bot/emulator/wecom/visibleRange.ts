import type { Corp, WecomApp, WecomDepartment, WecomUser } from './corp'

/** Department and everything below it. */
export function departmentTree(corp: Corp, id: number): WecomDepartment[] {
  const top = corp.departments.get(id)
  if (!top) return []
  const below = [...corp.departments.values()].filter((one) => one.parentid === id && one.id !== id)
  return [top, ...below.flatMap((one) => departmentTree(corp, one.id))]
}

export function visibleDepartments(corp: Corp, app: WecomApp): Map<number, WecomDepartment> {
  const tops = corp.flags.visibleRange && app.kind === 'app' ? app.visible.departments : [1]
  const all = tops.flatMap((id) => departmentTree(corp, id))
  return new Map(all.map((one) => [one.id, one]))
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** Members that exist and have neither left nor been disabled. */
export function present(user: WecomUser): boolean {
  return user.status !== 2 && user.status !== 5
}

/** wecom §9: the visible range says who sees the app and also what its API may read and reach. */
export function seesUser(corp: Corp, app: WecomApp, user: WecomUser): boolean {
  if (!present(user)) return false
  if (!corp.flags.visibleRange || app.kind === 'sync') return true
  if (app.visible.users.some((id) => sameId(id, user.userid))) return true
  const departments = visibleDepartments(corp, app)
  if (user.department.some((id) => departments.has(id))) return true
  return app.visible.tags.some((id) => tagMembers(corp, id).includes(user))
}

export function visibleUsers(corp: Corp, app: WecomApp): WecomUser[] {
  return [...corp.users.values()].filter((user) => seesUser(corp, app, user))
}

export function departmentMembers(corp: Corp, id: number, recursive: boolean): WecomUser[] {
  const ids = new Set(recursive ? departmentTree(corp, id).map((one) => one.id) : [id])
  return [...corp.users.values()].filter((user) => user.department.some((one) => ids.has(one)))
}

export function tagMembers(corp: Corp, id: number): WecomUser[] {
  const tag = corp.tags.get(id)
  if (!tag) return []
  const named = tag.users.map((one) => corp.user(one)).filter((one) => one !== undefined)
  return [...new Set([...named, ...(tag.departments ?? []).flatMap((one) => departmentMembers(corp, one, true))])]
}

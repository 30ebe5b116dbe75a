import { z } from 'zod'
import { type DirectoryAccount, type DirectoryPerson, type DirectoryReading, patiently, pauseAfter } from '../directory'
import type { FeishuClient } from './client'
import { directoryScopes } from './console'
import { FeishuFailure, toWait } from './failure'

const status = z.object({ is_resigned: z.boolean().optional(), is_exited: z.boolean().optional() })
/** Fields without their scope are absent (feishu §7.6). */
const member = z.object({
  open_id: z.string().min(1),
  union_id: z.string().optional(),
  name: z.string().optional(),
  employee_no: z.string().optional(),
  status: status.optional(),
})
const department = z.object({ open_department_id: z.string().min(1), name: z.string().optional() })
const page = <Item>(item: z.ZodType<Item>) =>
  z.object({
    data: z
      .object({ items: z.array(item).optional(), has_more: z.boolean().optional(), page_token: z.string().optional() })
      .optional(),
  })
const membersPage = page(member)
const departmentsPage = page(department)
const oneMember = z.object({ data: z.object({ user: member }) })
const oneDepartment = z.object({ data: z.object({ department }) })
const range = z.object({
  data: z
    .object({
      department_ids: z.array(z.string()).optional(),
      user_ids: z.array(z.string()).optional(),
      has_more: z.boolean().optional(),
      page_token: z.string().optional(),
    })
    .optional(),
})

const ROOT = '0'
const PAGE_SIZE = '50'
const SCOPE_PAGE_SIZE = '100'
/** The root, or somebody, is not in the app's range (feishu §7.5). */
const OUT_OF_RANGE = new Set([40004, 40014, 41050])
const NO_SUCH_USER = new Set([41012, 41050, 40001])
const NO_SCOPE = new Set([99991672, 99991679])
const codeOf = (fault: unknown): number => (fault instanceof FeishuFailure ? (fault.facts.code ?? 0) : 0)

type Member = z.infer<typeof member>
interface Place {
  id: string
  /** Its name, then those above. */
  path: readonly string[]
}

const presenceOf = ({ status: told }: Member): DirectoryPerson['presence'] => {
  if (!told) return 'unknown'
  return told.is_resigned || told.is_exited ? 'gone' : 'here'
}

/** Reads as the platform pages: an answer of another shape ends the reading. Never the SDK's iterators, which end on a failure as if all were read. */
function createReader(client: FeishuClient, patience: number | undefined) {
  async function ask<Shape>(shape: z.ZodType<Shape>, path: string, query: Record<string, string> = {}): Promise<Shape> {
    const pauseOf = (fault: unknown) => (fault instanceof FeishuFailure ? pauseAfter(toWait(fault), patience) : null)
    const answer = await patiently(() => client.ask(`/contact/v3/${path}`, query), pauseOf)
    const read = shape.safeParse(answer)
    if (!read.success) throw new FeishuFailure({ network: 'unexpected answer' })
    return read.data
  }

  async function pages<Item>(shape: ReturnType<typeof page<Item>>, path: string, query = {}): Promise<Item[]> {
    const all: Item[] = []
    for (let token = ''; ; ) {
      const { data } = await ask(shape, path, { page_size: PAGE_SIZE, ...query, ...(token && { page_token: token }) })
      for (const item of data?.items ?? []) all.push(item)
      if (!data?.has_more) return all
      if (!data.page_token || data.page_token === token) throw new FeishuFailure({ network: 'unexpected answer' })
      token = data.page_token
    }
  }

  /** What the app's range begins with, where it is not the whole company. */
  async function entries(): Promise<{ departments: string[]; users: string[] }> {
    const found = { departments: [] as string[], users: [] as string[] }
    for (let token = ''; ; ) {
      const { data } = await ask(range, 'scopes', { page_size: SCOPE_PAGE_SIZE, ...(token && { page_token: token }) })
      found.departments.push(...(data?.department_ids ?? []))
      found.users.push(...(data?.user_ids ?? []))
      if (!data?.has_more || !data.page_token) return found
      token = data.page_token
    }
  }

  const children = (id: string) => pages(departmentsPage, `departments/${encodeURIComponent(id)}/children`)
  const members = (id: string) => pages(membersPage, 'users/find_by_department', { department_id: id })
  const one = async (id: string): Promise<Member> => (await ask(oneMember, `users/${encodeURIComponent(id)}`)).data.user
  const named = async (id: string): Promise<z.infer<typeof department>> =>
    (await ask(oneDepartment, `departments/${encodeURIComponent(id)}`)).data.department
  return { children, members, one, named, entries }
}

type Reader = ReturnType<typeof createReader>

/** What the reading begins with: the root with everybody below it, or the entries of a smaller range. */
async function beginnings(read: Reader): Promise<{ isWhole: boolean; places: Place[]; single: Member[] }> {
  try {
    const direct = await read.members(ROOT)
    return { isWhole: true, places: [{ id: ROOT, path: [] }], single: direct }
  } catch (fault) {
    if (!OUT_OF_RANGE.has(codeOf(fault))) throw fault
  }
  const { departments, users } = await read.entries()
  const places: Place[] = []
  for (const id of departments) places.push({ id, path: [(await read.named(id)).name ?? ''] })
  const single: Member[] = []
  for (const id of users) single.push(await read.one(id))
  return { isWhole: false, places, single }
}

interface Found {
  people: Map<string, DirectoryPerson>
  hasNames: boolean
}

/** Somebody in several departments comes up in each. */
function add(people: Map<string, DirectoryPerson>, one: Member, path: readonly string[]): void {
  const known = people.get(one.open_id)
  const places = path.length ? [path] : []
  people.set(one.open_id, {
    userId: one.open_id,
    ...(one.union_id && { unionId: one.union_id }),
    name: one.name ?? '',
    staffNumber: one.employee_no ?? '',
    departments: [...(known?.departments ?? []), ...places],
    presence: presenceOf(one),
  })
}

/** Level by level, as large companies refuse to be read at once (feishu §7.1). */
async function walk(read: Reader, places: readonly Place[], found: Found): Promise<void> {
  const seen = new Set<string>()
  const waiting = [...places]
  for (let place = waiting.shift(); place; place = waiting.shift()) {
    if (seen.has(place.id)) continue
    seen.add(place.id)
    if (place.id !== ROOT) for (const one of await read.members(place.id)) add(found.people, one, place.path)
    for (const below of await read.children(place.id)) {
      if (below.name === undefined) found.hasNames = false
      waiting.push({ id: below.open_department_id, path: [below.name ?? '', ...place.path].filter(Boolean) })
    }
  }
}

function missingOf({ people, hasNames }: Found): string[] {
  const all = [...people.values()]
  const lacks = (key: keyof typeof directoryScopes): string => {
    const { tells, scope } = directoryScopes[key]
    return `没有读到${tells}，请开通权限 ${scope}`
  }
  return [
    ...(hasNames ? [] : [lacks('departmentNames')]),
    ...(all.length && all.every(({ name }) => !name) ? [lacks('personNames')] : []),
    ...(all.length && all.every(({ presence }) => presence === 'unknown') ? [lacks('employment')] : []),
  ]
}

/** The whole directory by department, or why it could not be read to its end. */
export async function readFeishuDirectory(client: FeishuClient, patience?: number): Promise<DirectoryReading> {
  const read = createReader(client, patience)
  const found: Found = { people: new Map(), hasNames: true }
  try {
    const { isWhole, places, single } = await beginnings(read)
    for (const one of single) add(found.people, one, [])
    await walk(read, places, found)
    return { kind: 'read', people: [...found.people.values()], isWhole, missing: missingOf(found) }
  } catch (fault) {
    if (!(fault instanceof FeishuFailure)) throw fault
    return { kind: 'failed', words: toWait(fault)?.words ?? `飞书没有给出通讯录（编号${fault.facts.code ?? '无'}）` }
  }
}

export async function askFeishuAccount(
  client: FeishuClient,
  openId: string,
  patience?: number,
): Promise<DirectoryAccount> {
  try {
    return presenceOf(await createReader(client, patience).one(openId))
  } catch (fault) {
    if (!(fault instanceof FeishuFailure)) throw fault
    return NO_SUCH_USER.has(codeOf(fault)) ? 'unseen' : 'unknown'
  }
}

/** What the directory's own settings are known by, for the doctor: the range, and one department and one person of it. */
export async function sampleFeishuDirectory(
  client: FeishuClient,
): Promise<
  | { kind: 'refused'; failure: FeishuFailure; isScope: boolean }
  | { kind: 'seen'; departments: number; users: number; department?: z.infer<typeof department>; member?: Member }
> {
  const read = createReader(client, 0)
  try {
    const { departments, users } = await read.entries()
    const [first] = departments
    const department = first === undefined ? undefined : await read.named(first)
    let member = users[0] === undefined ? undefined : await read.one(users[0])
    for (const id of departments.slice(0, 5)) member ??= (await read.members(id))[0]
    return {
      kind: 'seen',
      departments: departments.length,
      users: users.length,
      ...(department && { department }),
      ...(member && { member }),
    }
  } catch (failure) {
    if (!(failure instanceof FeishuFailure)) throw failure
    return { kind: 'refused', failure, isScope: NO_SCOPE.has(codeOf(failure)) }
  }
}

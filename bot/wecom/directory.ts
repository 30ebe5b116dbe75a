import { z } from 'zod'
import { type DirectoryAccount, type DirectoryPerson, type DirectoryReading, patiently, pauseAfter } from '../directory'
import type { WecomClient } from './client'
import { toWait, WecomFailure } from './failure'

const department = z.object({ id: z.number(), name: z.string().optional(), parentid: z.number() })
const departmentList = z.object({ department: z.array(department) })
/** Apps made after 2022-06-20 are told neither mobile nor e-mail (wecom §6.1). */
const member = z.object({ userid: z.string().min(1), name: z.string().optional(), status: z.number().optional() })
const memberList = z.object({ userlist: z.array(member) })

/** Of the whole company. */
const ROOT = 1
const LEFT = 5
const NO_SUCH_USER = new Set([60111, 46004, 60011])
const codeOf = (fault: unknown): number => (fault instanceof WecomFailure ? (fault.facts.errcode ?? 0) : 0)

type Member = z.infer<typeof member>

const presenceOf = ({ status }: Member): DirectoryPerson['presence'] => {
  if (status === undefined) return 'unknown'
  return status === LEFT ? 'gone' : 'here'
}

function createReader(client: WecomClient, patience: number | undefined) {
  const pauseOf = (fault: unknown) => (fault instanceof WecomFailure ? pauseAfter(toWait(fault), patience) : null)
  const patient = <Answer>(run: () => Promise<Answer>): Promise<Answer> => patiently(run, pauseOf)
  async function ask<Shape>(shape: z.ZodType<Shape>, path: string, query: Record<string, string> = {}): Promise<Shape> {
    const read = shape.safeParse(await patient(() => client.ask(path, query)))
    if (!read.success) throw new WecomFailure({ network: 'unexpected answer' })
    return read.data
  }
  const agent = () => patient(() => client.agent())
  const one = (userid: string) => ask(member, '/user/get', { userid })
  const departments = async () => (await ask(departmentList, '/department/list')).department
  const members = async (id: number) => (await ask(memberList, '/user/list', { department_id: String(id) })).userlist
  return { agent, one, departments, members }
}

type Department = z.infer<typeof department>

/** Its name, then those above it; parents may be missing where the visible range cuts the tree (wecom §6.2). The company's own name is none. */
function pathOf(id: number, all: ReadonlyMap<number, Department>): string[] {
  const path: string[] = []
  const seen = new Set<number>()
  for (let at = all.get(id); at && at.id !== ROOT && !seen.has(at.id); at = all.get(at.parentid)) {
    seen.add(at.id)
    if (at.name) path.push(at.name)
  }
  return path
}

function add(people: Map<string, DirectoryPerson>, one: Member, path: readonly string[]): void {
  const key = one.userid.toLowerCase()
  const known = people.get(key)
  people.set(key, {
    userId: one.userid,
    name: one.name ?? '',
    staffNumber: one.userid,
    departments: [...(known?.departments ?? []), ...(path.length ? [path] : [])],
    presence: presenceOf(one),
  })
}

/** Everybody in the visible range, one department after the other, and those who stand there by themselves. */
export async function readWecomDirectory(client: WecomClient, patience?: number): Promise<DirectoryReading> {
  const read = createReader(client, patience)
  try {
    const range = await read.agent()
    const all = new Map((await read.departments()).map((one) => [one.id, one]))
    const people = new Map<string, DirectoryPerson>()
    for (const id of all.keys()) for (const one of await read.members(id)) add(people, one, pathOf(id, all))
    for (const id of range.users) if (!people.has(id.toLowerCase())) add(people, await read.one(id), [])
    const found = [...people.values()]
    const missing = [
      ...(range.tags.length ? ['可见范围里按标签选的人读不到，请改成按部门选'] : []),
      ...(found.length && found.every(({ name }) => !name) ? ['没有读到姓名'] : []),
    ]
    return { kind: 'read', people: found, isWhole: range.departments.includes(ROOT), missing }
  } catch (fault) {
    if (!(fault instanceof WecomFailure)) throw fault
    return {
      kind: 'failed',
      words: toWait(fault)?.words ?? `企业微信没有给出通讯录（编号${fault.facts.errcode ?? '无'}）`,
    }
  }
}

export async function askWecomAccount(
  client: WecomClient,
  userId: string,
  patience?: number,
): Promise<DirectoryAccount> {
  try {
    return presenceOf(await createReader(client, patience).one(userId))
  } catch (fault) {
    if (!(fault instanceof WecomFailure)) throw fault
    return NO_SUCH_USER.has(codeOf(fault)) ? 'unseen' : 'unknown'
  }
}

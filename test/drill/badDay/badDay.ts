import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type DatabaseKind, databaseObstacle } from '../../support/databases/index.ts'
import type { Drill, DrillOutcome } from '../drill.ts'
import { logIn, readCast } from '../killDrill.ts'
import { buildServer, houseInUse, type ServerProgram, serverProgram } from '../serverProgram.ts'
import { type Cast, cookieOf } from '../writers.ts'
import { askDatabase } from '../writtenRows.ts'
import type { Hurt, Patient } from './hurt.ts'
import { hurtFile } from './hurtFile.ts'
import { hurtServer } from './hurtServer.ts'

/** A page gives up after 15 seconds (miniapp/api/call.ts): by then the sentence must be there. */
const answerLimit = 14_000
const readyLimit = 3000
const healLimit = 40_000
/** A disk is full for whoever needs a new page of it: not the first small entry. */
const mostTries = 600

interface Answer {
  status: number
  retryAfter: string | null
  body: { sentence?: string; code?: string; ready?: boolean }
  milliseconds: number
}

async function ask(url: string, options: RequestInit = {}): Promise<Answer> {
  const began = performance.now()
  const answer = await fetch(url, { ...options, signal: AbortSignal.timeout(60_000) })
  const body = (await answer.json()) as Answer['body']
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    body,
    milliseconds: performance.now() - began,
  }
}

/** A house in use whose database has a bad day. */
interface Ward {
  patient: Patient
  program: ServerProgram
  secret: string
  cast: Cast
  say(line: string): void
}

interface Entry {
  id: string
  send(): Promise<Answer>
}

function newEntry({ program, secret, cast }: Ward): Entry {
  const id = randomUUID()
  const headers = {
    cookie: cookieOf(cast.memberId, secret),
    'X-Requested-By': 'lianxinqiao',
    'Content-Type': 'application/json',
    'Idempotency-Key': randomUUID(),
  }
  const visit = { visitId: id, contactId: null, contactName: `走访${id.slice(0, 18)}`, way: 'FACE', purposes: ['CARE'] }
  const facts = { visitedDay: '2026-09-04', content: '了解情况'.repeat(60), jointMemberIds: [] }
  const body = JSON.stringify({ ...visit, ...facts })
  return { id, send: () => ask(`${program.url}/api/visits`, { method: 'POST', headers, body }) }
}

/** An entry that is refused, and what was said; `written` are those that still went through before. */
async function refusedEntry(ward: Ward): Promise<{ entry: Entry; answer: Answer; written: Entry[] }> {
  const written: Entry[] = []
  for (let tries = 0; tries < mostTries; tries += 1) {
    const entry = newEntry(ward)
    const answer = await entry.send()
    if (answer.status !== 200) return { entry, answer, written }
    written.push(entry)
  }
  throw new Error(`${mostTries} entries went through`)
}

async function untilWorks(entry: Entry): Promise<void> {
  const until = performance.now() + healLimit
  for (;;) {
    const { status } = await entry.send()
    if (status === 200) return
    if (performance.now() > until) throw new Error(`still ${status} after the database was well again`)
    await pause(200)
  }
}

const countOf = (url: string, ids: readonly string[]): Promise<number> =>
  askDatabase(url, async (query) => {
    const [row] = await query(`select count(*) as amount from visit where id in ('${ids.join("','")}')`)
    return Number(row?.amount)
  })

async function whileRunning(ward: Ward, { hurt, heal, member = /./, administrator }: Hurt): Promise<string[]> {
  const { program, patient, say } = ward
  const faults: string[] = []
  await hurt()
  // /readyz keeps its last answer for a second.
  await pause(1100)
  const { entry, answer, written } = await refusedEntry(ward).catch(async (fault) => {
    await heal()
    throw fault
  })
  const sentence = answer.body.sentence ?? ''
  const ready = await ask(`${program.url}/readyz`)
  const told = ready.body.sentence ?? ''
  say(`  member         ${sentence} (${answer.status}, ${(answer.milliseconds / 1000).toFixed(1)} s)`)
  say(`  administrator  ${told || 'ready'} (${ready.status}, ${(ready.milliseconds / 1000).toFixed(1)} s)`)
  if (answer.status !== 503 || !answer.retryAfter) faults.push(`${answer.status}, Retry-After ${answer.retryAfter}`)
  if (!member.test(sentence)) faults.push(`a member is told: ${sentence}`)
  if (answer.milliseconds > answerLimit) faults.push(`the answer took ${Math.round(answer.milliseconds)} ms`)
  if (ready.status !== 503 || !administrator.test(told)) faults.push(`/readyz: ${ready.status} ${told}`)
  if (ready.milliseconds > readyLimit) faults.push(`/readyz took ${Math.round(ready.milliseconds)} ms`)
  await heal()
  await untilWorks(entry)
  const ids = [...written, entry].map(({ id }) => id)
  const there = await countOf(patient.url, ids)
  if (there !== ids.length) faults.push(`${there} of ${ids.length} acknowledged entries are there`)
  await pause(1100)
  if ((await ask(`${program.url}/readyz`)).status !== 200) faults.push('not ready after it was healed')
  return faults
}

async function atStart({ program, say }: Ward, { hurt, heal, administrator }: Hurt): Promise<string[]> {
  await program.stop()
  await hurt()
  const { code, said } = await program.refused()
  say(`  administrator  ${said.split('\n').at(-1)} (exit ${code})`)
  await heal()
  return code === 1 && administrator.test(said) ? [] : [`it ended with ${code} and said: ${said}`]
}

async function treat(ward: Ward, hurt: Hurt): Promise<string[]> {
  const { say, program } = ward
  say(hurt.obstacle ? `${hurt.name}: not tried, ${hurt.obstacle}` : hurt.name)
  if (hurt.obstacle) return []
  const faults = await (hurt.when === 'running' ? whileRunning : atStart)(ward, hurt).catch((fault) => [
    (fault as Error).message,
  ])
  for (const fault of faults) say(`  BROKEN ${fault}`)
  // Where it was emptied, whoever means to begin anew says so by taking the mark away.
  if (hurt.name === 'emptied') rmSync(join(program.dataFolder, 'house.json'), { force: true })
  if (hurt.when === 'start') await program.start()
  return faults.map((fault) => `${hurt.name}: ${fault}`)
}

/** The sample organisation moves in; after that the house is in use, and knows that it had people. */
async function moveIn(patient: Patient, programFolder: string, secret: string): Promise<ServerProgram> {
  const program = await serverProgram(programFolder, patient.url, secret)
  await program.start()
  await program.stop()
  await logIn(patient.url)
  const inUse = await serverProgram(programFolder, patient.url, secret, houseInUse)
  rmSync(program.dataFolder, { recursive: true, force: true })
  await inUse.start()
  for (let looks = 0; looks < 100 && !existsSync(join(inUse.dataFolder, 'house.json')); looks += 1) await pause(100)
  return inUse
}

async function badDayOn(kind: DatabaseKind, sample: boolean): Promise<DrillOutcome> {
  const secret = randomBytes(24).toString('hex')
  const patient = kind === 'sqlite' ? await hurtFile() : await hurtServer(kind)
  const faults: string[] = []
  let program: ServerProgram | null = null
  const say = (line: string) => sample || console.log(`${kind}: ${line}`)
  // A database server keeps no program alive, and while it is away nothing else would.
  const alive = setInterval(() => {}, 1000)
  try {
    program = await moveIn(patient, buildServer(), secret)
    const ward: Ward = { patient, program, secret, cast: await readCast(patient.url), say }
    const hurts = patient.hurts.filter(({ long }) => !(sample && long))
    for (const hurt of hurts) faults.push(...(await treat(ward, hurt)))
    const tried = hurts.filter(({ obstacle }) => !obstacle).length
    return { faults, facts: { 'things that happened': tried } }
  } finally {
    clearInterval(alive)
    await program?.end()
    await patient.end()
  }
}

const titles: Record<DatabaseKind, string> = { sqlite: 'SQLite', mariadb: 'MariaDB', mysql: 'MySQL' }

/** What a member and an administrator are told on a bad day of the database; nothing acknowledged is lost by it. */
export const badDayDrills: readonly Drill[] = (['sqlite', 'mariadb', 'mysql'] as const).map((kind) => ({
  title: `a bad day of the database, ${titles[kind]}`,
  word: 'badDay',
  obstacle: () => databaseObstacle(kind),
  run: (_times, sample) => badDayOn(kind, sample),
}))

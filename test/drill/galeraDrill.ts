import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { openRaw } from '../bench/bare/raw.mts'
import type { Prepared } from '../bench/client.mts'
import { buildHouse, type Ground, membersFor } from '../bench/house.mts'
import { castSheet, headersOf, openSessions, productEnvironment, submitPledge } from '../bench/requests.mts'
import { type GaleraCluster, galeraObstacle, startGalera } from '../support/databases/index.ts'
import { newFolder } from '../support/run/ownedChild.ts'
import type { Drill, DrillOutcome } from './drill.ts'
import { buildServer, type ServerProgram, serverProgram } from './serverProgram.ts'
import { startOnce } from './startTogether.ts'
import { askDatabase } from './writtenRows.ts'

const voters = 900
const senders = 12
const ballotsASheet = 10
const name = 'lxq_galera'
const emptyName = 'lxq_empty'
/** A thing is sent again, to the next instance, until it was answered; the page would wait as long. */
const answerLimitMilliseconds = 60_000

interface Thing {
  kind: 'ballot' | 'pledge' | 'visit'
  /** By what the database is asked for it. */
  id: string
  prepared: Prepared
}

interface Seen {
  acknowledged: Thing[]
  faults: string[]
  /** Answers that said: not now. */
  later: number
  broken: number
  longestMilliseconds: number
}

/** The status; 0 when the connection broke. */
const send = (url: string, { method, path, headers, body }: Prepared): Promise<number> =>
  new Promise((resolve) => {
    const outgoing = request(`${url}${path}`, { method, headers, timeout: 30_000 }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
      answer.on('error', () => resolve(0))
    })
    outgoing.on('timeout', () => outgoing.destroy())
    outgoing.on('error', () => resolve(0))
    outgoing.end(body)
  })

function visitOf(personId: string): Thing {
  const id = randomUUID()
  const visit = { visitId: id, contactId: null, contactName: `走访${id.slice(0, 18)}`, way: 'FACE', purposes: ['CARE'] }
  const body = JSON.stringify({ ...visit, visitedDay: '2026-09-04', content: '了解情况', jointMemberIds: [] })
  const headers = { ...headersOf(personId, body), 'Idempotency-Key': randomUUID() }
  return { kind: 'visit', id, prepared: { method: 'POST', path: '/api/visits', headers, body } }
}

/** Each voter's ballots, pledge and a visit, mixed. */
function thingsOf(ground: Ground): Thing[] {
  return ground.voters.slice(0, voters).flatMap(({ personId }, index): Thing[] => {
    const [sheet] = castSheet(ground, index, ballotsASheet)
    const [pledge] = submitPledge(ground, index)
    if (!sheet || !pledge) return []
    const cast = { ...sheet, headers: { ...sheet.headers, 'Idempotency-Key': randomUUID() } }
    return [
      { kind: 'ballot', id: personId, prepared: cast },
      { kind: 'pledge', id: personId, prepared: pledge },
      visitOf(personId),
    ]
  })
}

/** To one instance after the other until one says yes: what a person in front of several does. */
async function deliver(urls: readonly string[], thing: Thing, first: number, seen: Seen): Promise<void> {
  const began = performance.now()
  for (let tries = 0; performance.now() - began < answerLimitMilliseconds; tries += 1) {
    const status = await send(urls[(first + tries) % urls.length] ?? '', thing.prepared)
    if (status === 200) {
      seen.acknowledged.push(thing)
      seen.longestMilliseconds = Math.max(seen.longestMilliseconds, performance.now() - began)
      return
    }
    if (status === 503) seen.later += 1
    else if (status === 0) seen.broken += 1
    else {
      seen.faults.push(`${thing.kind} ${thing.id}: ${status}`)
      return
    }
    await pause(100)
  }
  seen.faults.push(`${thing.kind} ${thing.id}: no answer in ${answerLimitMilliseconds} ms`)
}

const counts: Record<Thing['kind'], string> = {
  visit: 'select id, count(*) as amount from visit group by id',
  pledge: "select personId as id, count(*) as amount from pledge where state = 'SUBMITTED' group by personId",
  ballot: "select voterId as id, count(*) as amount from round_assignment where status = 'VOTED' group by voterId",
}

/** Whether a node has all that was acknowledged, once. */
async function check(url: string, seen: Seen): Promise<string[]> {
  return askDatabase(url, async (query) => {
    const faults: string[] = []
    for (const kind of ['visit', 'pledge', 'ballot'] as const) {
      const rows = new Map((await query(counts[kind])).map(({ id, amount }) => [String(id), Number(amount)]))
      const whole = kind === 'ballot' ? ballotsASheet : 1
      const wrong = seen.acknowledged.filter((thing) => thing.kind === kind && rows.get(thing.id) !== whole)
      for (const { id } of wrong.slice(0, 5)) faults.push(`${kind} of ${id}: ${rows.get(id) ?? 0} in place of ${whole}`)
      if (wrong.length > 5) faults.push(`${wrong.length} ${kind}s are lost or doubled`)
    }
    const [empty] = await query(
      "select count(*) as amount from round_assignment where (status = 'VOTED') <> (envelope is not null)",
    )
    if (Number(empty?.amount)) faults.push(`${empty?.amount} rights marked without an envelope, or the other way round`)
    const keys = await query('select count(*) as amount from request_key')
    if (!keys.length) faults.push('no request key')
    return faults
  })
}

/** Kills one node after the other while the others work, and lets it join again. */
async function killNodes({ nodes }: GaleraCluster, rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const node = nodes[(round + 1) % nodes.length]
    await pause(4000)
    await node?.kill()
    await pause(4000)
    await node?.rejoin()
  }
}

async function load(urls: readonly string[], things: Thing[], disturb: Promise<void>): Promise<Seen> {
  const seen: Seen = { acknowledged: [], faults: [], later: 0, broken: 0, longestMilliseconds: 0 }
  const people = things.map(({ id, kind }) => (kind === 'pledge' ? id : '')).filter(Boolean)
  let disturbed = false
  void disturb.finally(() => {
    disturbed = true
  })
  const sender = async (number: number) => {
    for (let turn = 0; things.length || !disturbed; turn += 1) {
      const thing = things.shift() ?? visitOf(people[(number + turn * senders) % people.length] ?? '')
      await deliver(urls, thing, number + turn, seen)
    }
  }
  await Promise.all(Array.from({ length: senders }, (_none, number) => sender(number)))
  await disturb
  return seen
}

async function onCluster(cluster: GaleraCluster, times: number): Promise<DrillOutcome> {
  const urlOf = (node: { url: string }, database = name) => `${node.url}/${database}`
  const [firstNode] = cluster.nodes
  if (!firstNode) throw new Error('no node')
  const programFolder = buildServer()
  const faults: string[] = []
  for (const database of [emptyName, name])
    await askDatabase(urlOf(firstNode, 'mysql'), (query) =>
      query(`create database ${database} character set utf8mb4 collate utf8mb4_bin`),
    )
  const empty = cluster.nodes.map((node) => urlOf(node, emptyName))
  faults.push(...(await startOnce(programFolder, empty)).map((fault) => `started together: ${fault}`))
  const houseFolder = newFolder('galeraHouse')
  const ground = await buildHouse(urlOf(firstNode), houseFolder, membersFor(voters))
  const raw = await openRaw(urlOf(firstNode))
  // The house was filled by one that opened sessions before the voters were there.
  await raw.run([['delete from login_session', []], openSessions]).finally(() => raw.close())
  const { SESSION_SECRET: secret = '', KEYS_DIR = '' } = productEnvironment('', houseFolder)
  const programs: ServerProgram[] = []
  try {
    for (const node of cluster.nodes)
      programs.push(await serverProgram(programFolder, urlOf(node), secret, { KEYS_DIR }))
    await Promise.all(programs.map((program) => program.start()))
    const urls = programs.map(({ url }) => url)
    const seen = await load(urls, thingsOf(ground), killNodes(cluster, times))
    faults.push(...seen.faults)
    for (const [index, node] of cluster.nodes.entries())
      faults.push(...(await check(urlOf(node), seen)).map((fault) => `node ${index + 1}: ${fault}`))
    const amount = (kind: Thing['kind']) => seen.acknowledged.filter((thing) => thing.kind === kind).length
    return {
      faults,
      facts: {
        'nodes killed': times,
        ballots: amount('ballot') * ballotsASheet,
        pledges: amount('pledge'),
        visits: amount('visit'),
        'said later': seen.later,
        'broken off': seen.broken,
        'longest ms': Math.round(seen.longestMilliseconds),
      },
    }
  } finally {
    await Promise.all(programs.map((program) => program.end()))
  }
}

/** Three instances on three nodes that all take writes; a conflict shows at COMMIT, and nodes die and come back. */
export const galeraDrill: Drill = {
  title: 'a cluster of three nodes, killed and rejoined one after the other',
  word: 'galera',
  // Half a minute of starting alone, and not in every distribution: only in the whole drill.
  inTests: true,
  obstacle: galeraObstacle,
  run: async (times) => {
    const cluster = await startGalera()
    try {
      return await onCluster(cluster, Math.min(times, 6))
    } finally {
      await cluster.stop()
    }
  },
}

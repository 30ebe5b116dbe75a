import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type DatabaseServer, freshDatabase, startMariaDb } from '../support/databases/index.ts'
import type { Prepared, Round, RoundFigures } from './client.mts'
import { median, type Target } from './figures.mts'
import { type Program, productFile, programFile, startProgram } from './program.mts'
import { type Ground, pledgeRequest, prepareGround, productEnvironment, sheetRequest } from './sampleRows.mts'

const connections = 16
/** The first runs are spent on the compiler. */
const warmUps = 5
/** After a start the product looks for work that fell due. */
const settleMilliseconds = 4000

interface Task {
  name: string
  requests: number
  prepare(ground: Ground, index: number): Prepared
  /** Least ratio to Express + Sequelize; null where there is no such version. */
  againstExpress: number | null
}

const tasks: Task[] = [
  { name: 'pledge', requests: 200, prepare: pledgeRequest, againstExpress: null },
  {
    name: 'ballot of 1 person',
    requests: 200,
    prepare: (ground, index) => sheetRequest(ground, index, 1),
    againstExpress: 2,
  },
  {
    name: 'sheet of 10 people',
    requests: 100,
    prepare: (ground, index) => sheetRequest(ground, index, 10),
    // The target speaks of one ballot; ten at once share one request's cost on either side.
    againstExpress: 1.5,
  },
]

type ContenderName = 'product' | 'bare' | 'express'

interface Contender {
  name: ContenderName
  program: Program
  ground: Ground
  /** People used so far by pledges and by ballots; nobody hands in twice. */
  used: Record<'pledge' | 'ballot', number>
}

export interface Series {
  rates: number[]
  cpuPerRequest: number[]
  slowestPercent: number[]
}

const files: Record<ContenderName, [file: string, page: string]> = {
  product: [productFile, '/readyz'],
  bare: [programFile('bare', 'server.mts'), '/'],
  express: [programFile('express', 'server.mts'), '/'],
}

const playRound = (client: ChildProcess, round: Round): Promise<RoundFigures> =>
  new Promise((resolve) => {
    client.once('message', (figures) => resolve(figures as RoundFigures))
    client.send(round)
  })

async function measure(client: ChildProcess, contender: Contender, task: Task, series: Series | null): Promise<void> {
  const { program, ground, used } = contender
  const pile = task.name === 'pledge' ? 'pledge' : 'ballot'
  const first = used[pile]
  used[pile] += task.requests
  const requests = Array.from({ length: task.requests }, (_none, index) => task.prepare(ground, first + index))
  const before = await program.cpu()
  const figures = await playRound(client, { port: program.port, connections, requests })
  const spent = (await program.cpu()) - before
  if (figures.refused)
    throw new Error(`${contender.name}, ${task.name}: ${figures.refused} refused: ${figures.example}`)
  series?.rates.push(task.requests / figures.seconds)
  series?.cpuPerRequest.push(spent / task.requests)
  series?.slowestPercent.push(figures.slowestPercent)
}

export type Measured = Map<ContenderName, Series>

/** One run of each in turn, so that a neighbour's noise falls on all of them alike. */
async function interleave(client: ChildProcess, contenders: Contender[], task: Task, runs: number): Promise<Measured> {
  const running = contenders.filter((each) => each.name !== 'express' || task.againstExpress !== null)
  const measured: Measured = new Map(
    running.map(({ name }) => [name, { rates: [], cpuPerRequest: [], slowestPercent: [] }]),
  )
  for (let run = -warmUps; run < runs; run += 1) {
    for (const contender of running) {
      await measure(client, contender, task, run < 0 ? null : (measured.get(contender.name) ?? null))
    }
  }
  return measured
}

function print(measured: Measured): void {
  for (const [name, { rates, cpuPerRequest, slowestPercent }] of measured) {
    const spread = `${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)}`
    console.log(
      `  ${name.padEnd(8)} ${median(rates).toFixed(0).padStart(6)} requests/s (${spread})  ` +
        `${median(cpuPerRequest).toFixed(2)} CPU-ms a request  p99 ${median(slowestPercent).toFixed(0)} ms`,
    )
  }
}

/** The middle one of the rounds' own ratios: what disturbs a round disturbs all who ran in it. */
function pairedRatio(measured: Measured, other: ContenderName): number {
  const theirs = measured.get(other)?.rates ?? []
  return median((measured.get('product')?.rates ?? []).map((rate, round) => rate / (theirs[round] ?? Number.NaN)))
}

function targetsOf(database: string, task: Task, measured: Measured): Target[] {
  const title = `${task.name}, ${database}: rate, product /`
  const toBare = { title: `${title} bare Koa + raw driver`, ratio: pairedRatio(measured, 'bare'), atLeast: 1 / 3 }
  if (task.againstExpress === null || !measured.has('express')) return [toBare]
  const toExpress = { title: `${title} Express + Sequelize`, ratio: pairedRatio(measured, 'express') }
  return [toBare, { ...toExpress, atLeast: task.againstExpress }]
}

async function compare(
  database: string,
  names: ContenderName[],
  freshUrl: () => Promise<string>,
  runs: number,
): Promise<Target[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-bench-'))
  const client = fork(programFile('client.mts'))
  const contenders: Contender[] = []
  try {
    const people =
      (runs + warmUps) * Math.max(tasks[0]?.requests ?? 0, (tasks[1]?.requests ?? 0) + (tasks[2]?.requests ?? 0))
    for (const name of names) {
      const url = await freshUrl()
      mkdirSync(join(folder, name))
      const ground = await prepareGround(url, join(folder, name), people)
      const program = await startProgram(files[name][0], [files[name][1]], productEnvironment(url, join(folder, name)))
      contenders.push({ name, program, ground, used: { pledge: 0, ballot: 0 } })
    }
    await pause(settleMilliseconds)
    const targets: Target[] = []
    for (const task of tasks) {
      console.log(`\n${task.name}, ${database}, ${connections} connections, median of ${runs} runs of ${task.requests}`)
      const measured = await interleave(client, contenders, task, runs)
      print(measured)
      targets.push(...targetsOf(database, task, measured))
    }
    return targets
  } finally {
    client.kill()
    await Promise.all(contenders.map(({ program }) => program.stop()))
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Pledge and ballot over HTTP, database included, next to bare Koa and to Express with Sequelize. */
export async function compareRates(runs: number): Promise<Target[]> {
  const file = async () => (await freshDatabase('sqlite')).url
  const onFile = await compare('SQLite', ['product', 'bare'], file, runs)
  // Commits reach the disk before they are answered, as on the customer's server.
  const given = process.env.TEST_MARIADB_URL
  const server: Pick<DatabaseServer, 'url' | 'stop'> = given
    ? { url: given, stop: async () => {} }
    : await startMariaDb({ durable: true })
  try {
    const schema = async () => (await freshDatabase('mariadb', server.url)).url
    return [...onFile, ...(await compare('MariaDB', ['product', 'bare', 'express'], schema, runs))]
  } finally {
    await server.stop()
  }
}

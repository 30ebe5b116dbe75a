import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseObstacle } from '../support/databases/index.ts'
import { openRaw, type RawDatabase } from './bare/raw.mts'
import type { Round, RoundFigures } from './client.mts'
import { type DatabaseChoice, databases, type MeasuredDatabase } from './databases.mts'
import { median, type Scale, type Target, withoutFigure } from './figures.mts'
import { buildHouse, type Ground, membersFor, takeKeys } from './house.mts'
import { type Program, productFile, programFile, startProgram } from './program.mts'
import { backgroundState, untilQuiet } from './quiet.mts'
import { productEnvironment } from './requests.mts'
import { faultyOpponents } from './sameAnswers.mts'
import { type Bound, type Task, tasks } from './tasks.mts'

const connections = 16
/** Visits of each contender whose answers and rows are compared before anything is timed. */
const comparedVisits = 2

/** Every database holds a house of the same size, whoever is measured on it. */
const mostContenders = Math.max(...databases.map(({ contenders }) => contenders.length))

type ContenderName = DatabaseChoice['contenders'][number]

interface Contender {
  name: ContenderName
  program: Program
  raw: RawDatabase
  /** With the voters of this contender alone: nobody hands in twice. */
  own: Ground
  used: Record<Task['pile'], number>
}

interface Series {
  rates: number[]
  cpuPerVisit: number[]
  slowestPercent: number[]
  /** Over all runs: the system counts in steps too coarse for one. */
  databaseCpu: number
}

type Measured = Map<ContenderName, Series>

interface Outcome {
  measured: Measured
  /** Why one is not measured. */
  faults: Map<string, unknown>
}

const files: Record<ContenderName, [file: string, page: string]> = {
  product: [productFile, '/readyz'],
  bare: [programFile('bare', 'server.mts'), '/'],
  express: [programFile('express', 'server.mts'), '/'],
}

/** All that is measured together on one database. */
interface Field {
  title: string
  database: MeasuredDatabase
  /** With everybody in it. */
  house: Ground
  client: ChildProcess
  contenders: Contender[]
}

const playRound = (client: ChildProcess, round: Round): Promise<RoundFigures> =>
  new Promise((resolve) => {
    client.once('message', (figures) => resolve(figures as RoundFigures))
    client.send(round)
  })

async function play({ client, house }: Field, contender: Contender, task: Task, count: number): Promise<RoundFigures> {
  const { program, own, used, name } = contender
  const first = used[task.pile]
  used[task.pile] += count
  const ground = task.pile === 'read' ? house : own
  const visits = Array.from({ length: count }, (_none, index) => task.visits(ground, first + index, name === 'express'))
  const figures = await playRound(client, { port: program.port, connections, visits })
  if (figures.refused) throw new Error(`${name}: ${figures.refused} refused: ${figures.example}`)
  return figures
}

async function measure(field: Field, contender: Contender, task: Task, series: Series, count: number): Promise<void> {
  const { database } = field
  const before = await contender.program.cpu()
  const databaseBefore = database.cpu() ?? 0
  const figures = await play(field, contender, task, count)
  series.databaseCpu += (database.cpu() ?? 0) - databaseBefore
  series.rates.push(count / figures.seconds)
  series.cpuPerVisit.push(((await contender.program.cpu()) - before) / count)
  series.slowestPercent.push(figures.slowestPercent)
}

const emptySeries = (): Series => ({ rates: [], cpuPerVisit: [], slowestPercent: [], databaseCpu: 0 })

/** One run of each in turn, so that a neighbour's noise falls on all of them alike. */
async function interleave(field: Field, task: Task, scale: Scale): Promise<Outcome> {
  const asked = field.contenders.filter(({ name }) => name !== 'express' || task.toExpress)
  const count = Math.min(task.requests, scale.requests)
  const [product, ...opponents] = asked.map((contender) => {
    return { ...contender, play: () => play(field, contender, task, comparedVisits) }
  })
  if (!product) throw new Error('no product')
  const faults = await faultyOpponents(task, product, opponents)
  const running = asked.filter(({ name }) => !faults.has(name))
  const measured: Measured = new Map(running.map(({ name }) => [name, emptySeries()]))
  const background = await backgroundState(product.raw)
  for (let run = -scale.warmUps; run < scale.runs; run += 1) {
    for (const contender of running) {
      const series = run < 0 ? null : measured.get(contender.name)
      await measure(field, contender, task, series ?? emptySeries(), count)
    }
  }
  const after = await backgroundState(product.raw)
  if (after !== background) throw new Error(`the product did work of its own meanwhile: ${background} became ${after}`)
  return { measured, faults }
}

function print(measured: Measured, hasDatabaseCpu: boolean, requests: number): void {
  for (const [name, { rates, cpuPerVisit, slowestPercent, databaseCpu }] of measured) {
    const spread = `${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)}`
    const inDatabase = (databaseCpu / rates.length / requests).toFixed(2)
    console.log(
      `  ${name.padEnd(8)} ${median(rates).toFixed(0).padStart(6)} a second (${spread})  ` +
        `${median(cpuPerVisit).toFixed(2)}${hasDatabaseCpu ? ` + ${inDatabase} in the database` : ''} CPU-ms each  ` +
        `p99 ${median(slowestPercent).toFixed(0)} ms`,
    )
  }
}

/** The middle one of the rounds' own ratios: what disturbs a round disturbs all who ran in it. */
function pairedRatio(measured: Measured, other: ContenderName): number {
  const theirs = measured.get(other)?.rates ?? []
  return median((measured.get('product')?.rates ?? []).map((rate, round) => rate / (theirs[round] ?? Number.NaN)))
}

/** One target an opponent; without a figure where there is none. */
function targetsOf({ title, contenders }: Field, task: Task, { measured, faults }: Outcome): Target[] {
  const target = (name: ContenderName, words: string, bound: Bound): Target => {
    const full = `${task.name}, ${title}: rate, product / ${words}`
    return faults.has(name)
      ? withoutFigure(full, faults.get(name))
      : { title: full, ratio: pairedRatio(measured, name), ...bound }
  }
  const hasExpress = contenders.some(({ name }) => name === 'express')
  const { toBare, toExpress } = task
  return [
    target('bare', 'bare Koa + raw driver', toBare),
    ...(toExpress && hasExpress ? [target('express', 'Express + Sequelize', toExpress)] : []),
  ]
}

/** Nobody was measured. */
const nothing = (fault: unknown): Outcome => {
  return { measured: new Map(), faults: new Map(['bare', 'express'].map((name) => [name, fault])) }
}

async function compareAll(field: Field, scale: Scale): Promise<Target[]> {
  const targets: Target[] = []
  for (const task of tasks) {
    const { name, requests } = task
    console.log(`\n${name}, ${field.title}, ${connections} connections, median of ${scale.runs} runs of ${requests}`)
    const outcome = await interleave(field, task, scale).catch(nothing)
    print(outcome.measured, field.database.cpu() !== null, requests)
    targets.push(...targetsOf(field, task, outcome))
  }
  return targets
}

/** Voters a contender needs for all its runs: those of the ballots of 1 and of 10 are the most. */
function votersFor(scale: Scale): number {
  const needed = (pile: Task['pile']) =>
    tasks
      .filter((task) => task.pile === pile)
      .reduce(
        (sum, task) => sum + (scale.runs + scale.warmUps) * Math.min(task.requests, scale.requests) + comparedVisits,
        0,
      )
  return Math.max(needed('pledge'), needed('ballot'))
}

async function compareOn(choice: DatabaseChoice, scale: Scale): Promise<Target[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-bench-'))
  const database = await choice.open()
  const client = fork(programFile('client.mts'))
  const contenders: Contender[] = []
  try {
    const each = votersFor(scale)
    const url = await database.freshUrl()
    const house = await buildHouse(url, folder, membersFor(each * mostContenders))
    for (const [turn, name] of choice.contenders.entries()) {
      const place = join(folder, name)
      mkdirSync(place)
      takeKeys(folder, place)
      const own = { ...house, voters: house.voters.slice(turn * each, (turn + 1) * each) }
      const address = database.shareUrl(url, place)
      const program = await startProgram(files[name][0], [files[name][1]], productEnvironment(address, place))
      contenders.push({ name, program, raw: await openRaw(address), own, used: { read: 0, pledge: 0, ballot: 0 } })
    }
    await untilQuiet((contenders[0] as Contender).raw)
    return await compareAll({ title: choice.name, database, house, client, contenders }, scale)
  } finally {
    client.kill()
    await Promise.all(contenders.map(({ program, raw }) => program.stop().then(() => raw.close())))
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Reading and writing over HTTP, database included, next to bare Koa and to Express with Sequelize. */
export async function compareRates(scale: Scale): Promise<Target[]> {
  const compare = async (choice: DatabaseChoice): Promise<Target[]> => {
    const obstacle = databaseObstacle(choice.kind)
    // What a machine lacks, the tests count by themselves; the whole bench wants all three.
    if (obstacle && scale.sample) return []
    const measured = obstacle ? Promise.reject(new Error(obstacle)) : compareOn(choice, scale)
    return measured.catch((fault: unknown) => [withoutFigure(`rates, ${choice.name}`, fault)])
  }
  // A sample judges no figure, so that they need not wait for each other.
  if (scale.sample) return (await Promise.all(databases.map(compare))).flat()
  const targets: Target[] = []
  for (const choice of databases) targets.push(...(await compare(choice)))
  return targets
}

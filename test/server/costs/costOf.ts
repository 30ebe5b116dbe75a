import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import BetterSqlite from 'better-sqlite3'
import { createPool } from 'mysql2/promise'
import type { DataSource } from 'typeorm'
import { type CallName, contract } from '../../../server/contract'
import { Database } from '../../../server/database/work'
import type { Call, FileAnswer } from '../../../server/features/call'
import { type CallTable, callsOf } from '../../../server/features/calls'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { policy } from '../../../server/policy'
import { Refusal } from '../../../server/refusals'
import { checkInput } from '../../../server/web/checkInput'
import { readCall } from '../../../server/web/route'
import { startCpuTime } from '../../support/cpuTime'

/** What one answer cost. Milliseconds are of this process's processor; on SQLite the database is in it. */
export interface Cost {
  /** The call, and how it was asked where there are several ways. */
  way: string
  reader: string
  /** The refusal's code; '' where it was answered. */
  refused: string
  /** It is no JSON: a table, a picture. */
  isFile: boolean
  statements: number
  rows: number
  bytes: number
  milliseconds: number
  /** The same statements sent by the driver alone. */
  bare: number
}

interface Statement {
  sql: string
  parameters: unknown[]
}

/** Sends a statement without the product; answers how many rows came. */
interface Driver {
  send(statement: Statement): Promise<number>
  close(): Promise<void>
}

function openDriver(url: string): Driver {
  if (url.startsWith('sqlite:')) {
    const file = new BetterSqlite(url.slice('sqlite:'.length), { readonly: true })
    const known = new Map<string, BetterSqlite.Statement>()
    return {
      send: async ({ sql, parameters }) => {
        const statement = known.get(sql) ?? file.prepare(sql)
        known.set(sql, statement)
        return statement.all(...parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))).length
      },
      close: async () => void file.close(),
    }
  }
  const pool = createPool({ uri: url.replace(/^mariadb:/, 'mysql:'), connectionLimit: 1, charset: 'utf8mb4_bin' })
  return {
    send: async ({ sql, parameters }) => ((await pool.query(sql, parameters))[0] as unknown[]).length,
    close: () => pool.end(),
  }
}

/** Least processor time that is measured, so that a short answer is not lost in the clock's steps; and most turns of it. */
const measured = { milliseconds: 10, turns: 10 }

async function average(body: () => Promise<unknown>): Promise<number> {
  const elapsed = startCpuTime()
  let turns = 0
  do {
    await body()
    turns += 1
  } while (turns < measured.turns && elapsed() < measured.milliseconds)
  return elapsed() / turns
}

export interface Asked {
  call: CallName
  way: string
  reader: string
  personId: string
  input: object
}

export interface Meter {
  /** `input` is what the call is asked with, by a person who is logged in. */
  costOf(asked: Asked): Promise<Cost>
  calls: readonly CallName[]
  close(): Promise<void>
}

const isReadable = (content: Buffer | Readable): content is Readable => !Buffer.isBuffer(content)

export interface MeterOptions {
  /** Address of the database, for the driver alone. */
  url: string
  /** In UTC milliseconds. */
  now: number
  /** Without it everything is counted and nothing timed: each answer is made twice only. */
  timed: boolean
  dataFolder: string
}

/** Measures answers as the server makes them, without HTTP: who it is, the call, what leaves of it. */
export function openMeter(source: DataSource, { url, now, timed, dataFolder }: MeterOptions): Meter {
  let sent: Statement[] = []
  const silent = () => undefined
  source.logger = {
    logQuery: (sql, parameters) => void sent.push({ sql, parameters: [...((parameters as unknown[]) ?? [])] }),
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  }
  const database = new Database(source, { now: () => now }, policy)
  const settings = {
    demo: false,
    tenants: { feishu: null, wecom: null },
    publicUrl: 'http://127.0.0.1',
    fontFolder: null,
    platforms: [],
    checks: async () => [],
  }
  const table = callsOf({
    ...settings,
    signMinutesRequired: false,
    dataFolder,
    keysFolder: join(dataFolder, 'keys'),
    bundlesFolder: join(dataFolder, 'bundles'),
    database,
  })
  const driver = openDriver(url)

  async function answer(name: CallName, personId: string, input: object): Promise<number> {
    const actor = await database.read(null, 'pc', (work) => loadActor(work, personId, personId))
    if (!actor) throw new Error(`${personId} is not here`)
    const call = table[name as keyof CallTable] as unknown as Call<CallName>
    const shape = contract[name]
    if (shape.out !== 'file')
      return Buffer.byteLength(JSON.stringify(await readCall({ database, actor, client: 'pc' }, name, call, input)))
    const given = checkInput(shape.in as never, input)
    const run = call.run as (work: unknown, input: unknown, facts: object) => Promise<FileAnswer<Buffer | Readable>>
    const facts = { fileName: '', mediaType: '', sha256: '', range: '', ifRange: '', requestKey: '' }
    const { content } = await database.read(actor, 'pc', (work) => run(work, given, facts))
    return (isReadable(content) ? await buffer(content) : content).length
  }

  return {
    calls: (Object.keys(table) as CallName[]).filter((name) => contract[name].address.startsWith('GET ')),
    costOf: async ({ call, way, reader, personId, input }) => {
      const cost = {
        way,
        reader,
        refused: '',
        isFile: contract[call].out === 'file',
        statements: 0,
        rows: 0,
        bytes: 0,
        milliseconds: 0,
        bare: 0,
      }
      sent = []
      try {
        // The first turn also fills what is kept between answers.
        await answer(call, personId, input)
        sent = []
        cost.bytes = await answer(call, personId, input)
      } catch (fault) {
        if (fault instanceof Refusal) return { ...cost, refused: fault.code }
        throw fault
      }
      const statements = sent
      cost.statements = statements.length
      for (const statement of statements) cost.rows += await driver.send(statement)
      if (!timed) return cost
      cost.milliseconds = await average(() => answer(call, personId, input))
      cost.bare = await average(async () => {
        for (const statement of statements) await driver.send(statement)
      })
      return cost
    },
    close: async () => {
      await driver.close()
      await database.close()
    },
  }
}

import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import BetterSqlite from 'better-sqlite3'
import { type DataSource, QueryFailedError, QueryResult } from 'typeorm'
import type { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver'
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner'
import type { IsolationLevel } from 'typeorm/driver/types/IsolationLevel'
import { isConflict } from './faults'
import { fileWatch } from './sqliteFile'
import { withKeptPlan } from './sqlitePlans'
import { writesTogether } from './sqliteTogether'

/**
 * TypeORM 1.1 gives every caller the same SQLite query runner, so one request's rollback takes another request's
 * acknowledged rows with it. Here every caller gets a runner of its own: writes go one at a time through a single writer
 * connection behind a first-in-first-out gate, reads outside a transaction there too or, while one is open, through a second,
 * read-only connection.
 * test/server/database/concurrentWrites.test.ts shows the hazard and the cure; if it passes without this file, drop it.
 */
type Connection = BetterSqlite.Database
/** TypeORM's own loose result type. */
type QueryOutcome = ReturnType<BetterSqlite3QueryRunner['query']>
type Statement = BetterSqlite.Statement

/** A write waits at most this long for the gate; then the caller is told that the server is busy. */
const gateTimeoutMilliseconds = 5000
/** And so long for another program that holds the file (a backup, a second instance), while others are still served. */
const busyMilliseconds = 3000
/** SQLite's own waiting stands still with all there is: only for what is over in a moment. */
const busyTimeoutMilliseconds = 50
const statementCacheSize = 400
/** After so long others have their turn before the next statement. */
const longestStretchMilliseconds = 20

class Gate {
  private readonly waiting: (() => void)[] = []
  private held = false

  async enter(): Promise<void> {
    if (!this.held) {
      this.held = true
      return
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(enter), 1)
        reject(Object.assign(new Error('the write gate stayed shut'), { code: 'SQLITE_BUSY' }))
      }, gateTimeoutMilliseconds)
      this.waiting.push(enter)
    })
  }

  leave(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.held = false
  }
}

/**
 * A statement is done when it is asked, and its answer waits for nothing: so many of them, one behind the other, would leave
 * nobody else a turn before the last. Answers what to wait for, or null as long as the turn is short.
 */
function turnsBetween(): () => Promise<void> | null {
  let began: number | null = null
  return () => {
    if (began === null) {
      began = performance.now()
      setImmediate(() => {
        began = null
      })
      return null
    }
    return performance.now() - began < longestStretchMilliseconds ? null : nextTurn()
  }
}

interface Pool {
  gate: Gate
  writer: Connection
  reader: Connection | null
  /** Whether the file that is open is still the one at its path. */
  isThere: () => boolean
  statements: Map<Connection, Map<string, Statement>>
  together: (run: () => unknown) => Promise<unknown>
  turn: () => Promise<void> | null
}

const readsOnly = (sql: string): boolean =>
  /^\s*(select|with|explain|values)\b/i.test(sql) && !/\b(insert|update|delete|replace)\b/i.test(sql)
const changesRows = (sql: string): boolean => /^\s*(insert|update|delete|replace)\b/i.test(sql)
const readsSetting = (sql: string): boolean => /^\s*pragma\s+[\w.]+(\s*\(|\s*$)/i.test(sql)

/** Waits for another program to let go of the file; refuses to write into one that was taken away. */
async function beginWrite<Result>({ isThere }: Pick<Pool, 'isThere'>, body: () => Result): Promise<Result> {
  const until = performance.now() + busyMilliseconds
  for (;;) {
    if (!isThere()) {
      throw Object.assign(new Error('the file was taken away'), { code: 'SQLITE_READONLY_DBMOVED' })
    }
    try {
      return body()
    } catch (fault) {
      if (!isConflict(fault) || performance.now() > until) throw fault
    }
    await pause(10 + Math.random() * 20)
  }
}

async function inTurn<Result>(pool: Pick<Pool, 'gate' | 'isThere'>, body: () => Result): Promise<Result> {
  await pool.gate.enter()
  try {
    return await beginWrite(pool, body)
  } finally {
    pool.gate.leave()
  }
}

class PooledRunner extends BetterSqlite3QueryRunner {
  private insideGate = false
  private onReader = false

  constructor(
    driver: BetterSqlite3Driver,
    private readonly pool: Pool,
  ) {
    super(driver)
  }

  override connect(): Promise<Connection> {
    return Promise.resolve(this.onReader && this.pool.reader ? this.pool.reader : this.pool.writer)
  }

  /** TypeORM would ask connect(), which is the reader after a read; only the writer remakes tables. */
  override async beforeMigration(): Promise<void> {
    this.pool.writer.pragma('foreign_keys = OFF')
  }

  override async afterMigration(): Promise<void> {
    this.pool.writer.pragma('foreign_keys = ON')
  }

  override async query(sql: string, parameters: unknown[] = [], structured = false): QueryOutcome {
    // All wait for the same turn, in their order: also a commit or rollback that follows.
    const turn = this.pool.turn()
    if (turn) await turn
    if (this.isReleased) throw new Error('this query runner was already released')
    const { reader, writer } = this.pool
    if (this.insideGate) {
      // IMMEDIATE: a deferred transaction that turns from reading to writing can fail at once, however long it may wait.
      if (sql === 'BEGIN TRANSACTION')
        return beginWrite(this.pool, () => this.execute(writer, 'BEGIN IMMEDIATE', [], structured))
      return this.execute(writer, sql, parameters, structured)
    }
    // The writer knows the file's pages; what the reader knows of them it forgets with every commit.
    if (reader && (readsOnly(sql) || readsSetting(sql)))
      return this.execute(writer.inTransaction ? reader : writer, sql, parameters, structured)
    const run = () => this.execute(writer, sql, parameters, structured)
    return changesRows(sql) ? this.pool.together(run) : inTurn(this.pool, run)
  }

  private execute(connection: Connection, sql: string, parameters: unknown[], structured: boolean): unknown {
    this.onReader = connection === this.pool.reader
    this.dataSource.logger.logQuery(sql, parameters)
    // better-sqlite3 binds no booleans.
    const bound = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))
    const result = new QueryResult()
    try {
      const statement = this.statement(connection, sql)
      if (statement.reader) {
        result.records = statement.all(...bound) as unknown[]
        result.raw = result.records
      } else {
        const outcome = statement.run(...bound)
        result.affected = outcome.changes
        result.raw = outcome.lastInsertRowid
      }
    } catch (fault) {
      throw new QueryFailedError(sql, [], fault as Error)
    }
    return structured ? result : result.raw
  }

  private statement(connection: Connection, sql: string): Statement {
    let cache = this.pool.statements.get(connection)
    if (!cache) {
      cache = new Map()
      this.pool.statements.set(connection, cache)
    }
    let statement = cache.get(sql)
    if (!statement) {
      statement = connection.prepare(withKeptPlan(sql))
      cache.set(sql, statement)
      const oldest = cache.size > statementCacheSize ? cache.keys().next().value : undefined
      if (oldest !== undefined) cache.delete(oldest)
    }
    return statement
  }

  override async startTransaction(isolation?: IsolationLevel): Promise<void> {
    if (!this.insideGate) {
      await this.pool.gate.enter()
      this.insideGate = true
    }
    try {
      await super.startTransaction(isolation)
    } catch (fault) {
      if (this.transactionDepth === 0) this.leaveGate()
      throw fault
    }
  }

  override async commitTransaction(): Promise<void> {
    const outermost = this.transactionDepth <= 1
    await super.commitTransaction()
    if (outermost) this.leaveGate()
  }

  override async rollbackTransaction(): Promise<void> {
    const outermost = this.transactionDepth <= 1
    try {
      await super.rollbackTransaction()
    } finally {
      if (outermost) this.leaveGate()
    }
  }

  override async release(): Promise<void> {
    this.leaveGate()
    this.isReleased = true
    return super.release()
  }

  private leaveGate(): void {
    if (!this.insideGate) return
    if (this.pool.writer.inTransaction) this.pool.writer.exec('ROLLBACK')
    this.isTransactionActive = false
    this.transactionDepth = 0
    this.insideGate = false
    this.pool.gate.leave()
  }
}

/** Puts the pooled runner under an initialised SQLite data source. An in-memory database has no second connection. */
export function poolSqlite(source: DataSource, file: string): void {
  const driver = source.driver as BetterSqlite3Driver
  const inMemory = file === ':memory:'
  const reader = inMemory
    ? null
    : new BetterSqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMilliseconds })
  const writer: Connection = driver.databaseConnection
  const turns = { gate: new Gate(), isThere: inMemory ? () => true : fileWatch(file) }
  const together = writesTogether(writer, (body) => inTurn(turns, body))
  const pool: Pool = { ...turns, writer, reader, statements: new Map(), together, turn: turnsBetween() }
  driver.databaseConnection.pragma(`busy_timeout = ${busyTimeoutMilliseconds}`)
  driver.createQueryRunner = () => new PooledRunner(driver, pool)
  const disconnect = driver.disconnect.bind(driver)
  driver.disconnect = async () => {
    pool.statements.clear()
    reader?.close()
    await disconnect()
  }
}

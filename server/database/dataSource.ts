import 'reflect-metadata'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DataSource, type MigrationInterface } from 'typeorm'
import { entities } from '../../entities'
import { ReadableKeyNames } from './keyNames'
import { migrations } from './migrations'
import { type Pool, patience, prepareConnections } from './patience'
import { refuseDamaged } from './sqliteFile'
import { poolSqlite } from './sqlitePool'
import { isBehind, upgrade } from './upgrade'

/** The tables wanted, and the steps that lead there; the product's own where nothing else is said. */
export interface Schema {
  entities: (new () => object)[]
  migrations: (new () => MigrationInterface)[]
}
const ownSchema: Schema = { entities, migrations }

/** The MySQL-compatible servers differ in small ways that TypeORM must know (database §2). */
type ServerKind = 'mysql' | 'mariadb'

async function serverKind(url: string): Promise<ServerKind> {
  // Only where there is a server to ask: SQLite starts without it.
  const { createConnection } = await import('mysql2/promise')
  const connection = await createConnection({ uri: url, connectTimeout: 10_000 })
  try {
    const [rows] = await connection.query('select version() as version')
    return /mariadb/i.test((rows as { version: string }[])[0]?.version ?? '') ? 'mariadb' : 'mysql'
  } finally {
    await connection.end()
  }
}

async function openServer(url: string, schema: Schema, limited = true): Promise<DataSource> {
  const kind = await serverKind(url)
  const source = new DataSource({
    type: kind,
    url,
    ...schema,
    namingStrategy: new ReadableKeyNames(),
    migrationsTransactionMode: 'each',
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    // mysql2 would note the call stack of every statement for the case that it fails: a tenth of what a ballot costs.
    trace: false,
    // Statements as text, parameters escaped by mysql2, but for the hot ones (hotStatements.ts): prepared, each other one would
    // need a second round trip.
    poolSize: 20,
    connectTimeout: patience.connect,
    extra: { connectionLimit: 20, waitForConnections: true, idleTimeout: 60_000, maxPreparedStatements: 100 },
  })
  await source.initialize()
  const { pool } = source.driver as unknown as { pool: Pool }
  await prepareConnections(pool, [...sessionSettings, ...(limited ? limits[kind] : [])], limited)
  return source
}

/**
 * UTC; READ COMMITTED, since the default shows stale rows and loses updates silently; strict whatever the server's own setting is:
 * else it cuts what does not fit and fills in what is missing, with a warning that nobody reads.
 */
export const sessionSettings = [
  "set time_zone = '+00:00'",
  'set session transaction isolation level read committed',
  "set session sql_mode = concat(@@session.sql_mode, ',STRICT_TRANS_TABLES')",
]

/** The server itself gives up a little earlier than we stop waiting: else it would go on with what nobody hears any more. */
const lockWaits = ['set session innodb_lock_wait_timeout = 5', 'set session lock_wait_timeout = 5']
const statementSeconds = patience.statement / 1000 - 0.5
const limits: Record<ServerKind, string[]> = {
  mariadb: [...lockWaits, `set session max_statement_time = ${statementSeconds}`],
  mysql: [...lockWaits, `set session max_execution_time = ${statementSeconds * 1000}`],
}

async function openFile(file: string, schema: Schema): Promise<DataSource> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const source = new DataSource({
    type: 'better-sqlite3',
    database: file,
    ...schema,
    namingStrategy: new ReadableKeyNames(),
    migrationsTransactionMode: 'each',
    enableWAL: file !== ':memory:',
    prepareDatabase: (connection: { pragma: (text: string) => unknown }) => {
      connection.pragma('busy_timeout = 5000')
      // FULL: a power cut must not take an acknowledged write.
      connection.pragma('synchronous = FULL')
      refuseDamaged(connection)
    },
  })
  await source.initialize()
  poolSqlite(source, file)
  return source
}

/** The rows of years may have to be rewritten: no statement of it is cut short. */
async function upgradeServer(source: DataSource, address: string, schema: Schema, waits?: () => void): Promise<void> {
  if (!(await isBehind(source))) return
  const patient = await openServer(address, schema, false)
  await upgrade(patient, waits).finally(() => patient.destroy())
}

export interface OpenOptions {
  migrate?: boolean
  schema?: Schema
  /** Called when another instance is migrating, for whose end this one waits. */
  waits?: (() => void) | undefined
  /** Looks at the database as it is; what it throws leaves it so. */
  beforeMigrating?: (source: DataSource) => Promise<void>
}

/**
 * Opens the database named by the address: `mysql://…` (MySQL, MariaDB, TiDB), `sqlite:FILE` or a bare file path.
 * Migrates it when asked. Throws when the server cannot be reached, and StartRefused on a file that is damaged and a
 * database that a newer build has upgraded.
 */
export async function openDatabase(
  url: string,
  { migrate = true, schema = ownSchema, waits, beforeMigrating }: OpenOptions = {},
): Promise<DataSource> {
  const onServer = /^(mysql|mariadb):\/\//.test(url)
  const address = url.replace(/^mariadb:/, 'mysql:')
  const source = onServer ? await openServer(address, schema) : await openFile(url.replace(/^sqlite:/, ''), schema)
  try {
    await beforeMigrating?.(source)
    if (migrate) await (onServer ? upgradeServer(source, address, schema, waits) : upgrade(source, waits))
    return source
  } catch (fault) {
    await source.destroy()
    throw fault
  }
}

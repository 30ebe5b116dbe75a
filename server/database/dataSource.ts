import 'reflect-metadata'
import type { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DataSource, type MigrationInterface } from 'typeorm'
import { entities } from '../../entities'
import { ReadableKeyNames } from './keyNames'
import { migrations } from './migrations'
import { poolSqlite } from './sqlitePool'

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

/** utf8mb4_bin: every other collation takes two rare characters of names (𠮷, 𡈽) for the same one. */
async function useBinaryCollation(source: DataSource): Promise<void> {
  const [row] = await source.query('select @@collation_database as collation, database() as name')
  if (row.collation !== 'utf8mb4_bin') {
    await source.query(`alter database \`${row.name}\` character set utf8mb4 collate utf8mb4_bin`)
  }
}

async function openServer(url: string, schema: Schema): Promise<DataSource> {
  const source = new DataSource({
    type: await serverKind(url),
    url,
    ...schema,
    namingStrategy: new ReadableKeyNames(),
    migrationsTransactionMode: 'each',
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    // mysql2 would note the call stack of every statement for the case that it fails: a tenth of what a ballot costs.
    trace: false,
    // Statements as text, parameters escaped by mysql2: prepared ones would need a second round trip each.
    poolSize: 20,
    extra: { connectionLimit: 20, waitForConnections: true, idleTimeout: 60_000 },
  })
  await source.initialize()
  await prepareConnections(source)
  return source
}

/** UTC, and READ COMMITTED, since the default shows stale rows and loses updates silently. */
const sessionSettings = ["set time_zone = '+00:00'", 'set session transaction isolation level read committed']

/** Every connection the pool will open, and the one TypeORM opened already: the only one there is at this moment. */
async function prepareConnections(source: DataSource): Promise<void> {
  const { pool } = source.driver as unknown as { pool: EventEmitter }
  pool.on('connection', (connection: { query(sql: string): void }) => {
    for (const setting of sessionSettings) connection.query(setting)
  })
  for (const setting of sessionSettings) await source.query(setting)
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
    },
  })
  await source.initialize()
  poolSqlite(source, file)
  return source
}

/**
 * Opens the database named by the address: `mysql://…` (MySQL, MariaDB, TiDB), `sqlite:FILE` or a bare file path.
 * Migrates it when asked; throws when the server cannot be reached.
 */
export async function openDatabase(url: string, { migrate = true, schema = ownSchema } = {}): Promise<DataSource> {
  const server = /^(mysql|mariadb):\/\//.test(url)
  const source = server
    ? await openServer(url.replace(/^mariadb:/, 'mysql:'), schema)
    : await openFile(url.replace(/^sqlite:/, ''), schema)
  if (migrate) {
    if (server) await useBinaryCollation(source)
    await source.runMigrations()
  }
  return source
}

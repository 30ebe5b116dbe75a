import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { newFolder } from '../run/ownedChild.ts'

export type DatabaseKind = 'sqlite' | 'mariadb' | 'mysql'

export interface FreshDatabase {
  readonly kind: DatabaseKind
  /** `sqlite:/tmp/…/test.sqlite`, `mariadb://root@127.0.0.1:3307/lxq_…` or `mysql://…`. */
  readonly url: string
  /** The database's name on the server; for SQLite the file's path. */
  readonly name: string
  drop(): Promise<void>
}

const variables = { mariadb: 'TEST_MARIADB_URL', mysql: 'TEST_MYSQL_URL' } as const

/** The URL of the server to test on, as the runner (or whoever calls jest alone) gives it. */
export function serverUrl(kind: 'mariadb' | 'mysql'): string | undefined {
  return process.env[variables[kind]] || undefined
}

/** Name of the variable that holds the server's URL. */
export function serverVariable(kind: 'mariadb' | 'mysql'): string {
  return variables[kind]
}

/** An empty database nobody else uses. On a server: utf8mb4_bin, so that 𠮷 and 𡈽 stay two names. */
export async function freshDatabase(kind: DatabaseKind, server?: string): Promise<FreshDatabase> {
  return kind === 'sqlite' ? freshFile() : freshSchema(kind, server ?? serverUrl(kind))
}

function freshFile(): FreshDatabase {
  const folder = newFolder('sqlite')
  const path = join(folder, 'test.sqlite')
  const drop = async () => rmSync(folder, { recursive: true, force: true })
  return { kind: 'sqlite', url: `sqlite:${path}`, name: path, drop }
}

async function freshSchema(kind: 'mariadb' | 'mysql', server: string | undefined): Promise<FreshDatabase> {
  if (!server) throw new Error(`${variables[kind]} is not set`)
  const name = `lxq_${randomBytes(6).toString('hex')}`
  await command(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { kind, url: url.href, name, drop: () => command(server, `DROP DATABASE IF EXISTS ${name}`) }
}

async function command(server: string, sql: string): Promise<void> {
  const connection = await createConnection(server)
  try {
    await connection.query(sql)
  } finally {
    await connection.end()
  }
}

import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type DatabaseKind,
  type DatabaseServer,
  freshDatabase,
  serverUrl,
  startMariaDb,
  startMySql,
} from '../support/databases/index.ts'

/** A database the contenders are measured on. */
export interface MeasuredDatabase {
  /** Address of an empty one. */
  freshUrl(): Promise<string>
  /** Address for one contender of what lies at this address: the same server's schema, or a copy of the file. */
  shareUrl(url: string, folder: string): string
  /** Milliseconds of CPU its process has used so far; null where it has none of its own that we could look at. */
  cpu(): number | null
  stop(): Promise<void>
}

export interface DatabaseChoice {
  name: string
  kind: DatabaseKind
  /** Sequelize is measured on servers only: its driver for SQLite is no part of this checkout. */
  contenders: readonly ('product' | 'bare' | 'express')[]
  open(): Promise<MeasuredDatabase>
}

/** Linux counts in hundredths of a second. */
const tickMilliseconds = 10

/** User and system time of a process, with what its ended children used: fields 14 to 17 of /proc/PID/stat. */
function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * tickMilliseconds, 0)
}

async function openServer(kind: 'mariadb' | 'mysql'): Promise<MeasuredDatabase> {
  const given = serverUrl(kind)
  // Commits reach the disk before they are answered, as on the customer's server.
  const own: DatabaseServer | null = given
    ? null
    : await (kind === 'mariadb' ? startMariaDb : startMySql)({ durable: true })
  const server = given ?? own?.url
  const made: { drop(): Promise<void> }[] = []
  return {
    freshUrl: async () => {
      const database = await freshDatabase(kind, server)
      made.push(database)
      return database.url
    },
    shareUrl: (url) => url,
    cpu: () => (own ? cpuOf(own.pid()) : null),
    stop: async () => {
      for (const database of made) await database.drop()
      await own?.stop()
    },
  }
}

async function openFile(): Promise<MeasuredDatabase> {
  const database = await freshDatabase('sqlite')
  return {
    freshUrl: async () => database.url,
    shareUrl: (url, folder) => {
      const copy = join(folder, 'house.sqlite')
      copyFileSync(url.slice('sqlite:'.length), copy)
      return `sqlite:${copy}`
    },
    cpu: () => null,
    stop: () => database.drop(),
  }
}

export const databases: readonly DatabaseChoice[] = [
  { name: 'SQLite', kind: 'sqlite', contenders: ['product', 'bare'], open: openFile },
  { name: 'MariaDB', kind: 'mariadb', contenders: ['product', 'bare', 'express'], open: () => openServer('mariadb') },
  { name: 'MySQL', kind: 'mysql', contenders: ['product', 'bare', 'express'], open: () => openServer('mysql') },
]

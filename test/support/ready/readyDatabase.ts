import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { openDatabase } from '../../../server/database/dataSource'
import { migrations } from '../../../server/database/migrations'
import { type DatabaseKind, type FreshDatabase, freshDatabase, serverUrl } from '../databases'
import { storeFolder, storePrefix } from './store'

// The migrations take a second and more on a server, and a hundred blocks want a database each: they run once, and what
// they made serves one block after the other. test/migrations is where they are tried.

/** A database with the product's tables and without a row, of this block alone; drop() gives it back. */
export async function readyDatabase(kind: DatabaseKind): Promise<FreshDatabase> {
  const prefix = storePrefix()
  if (!prefix) return freshDatabase(kind)
  if (kind !== 'sqlite') return lentSchema(kind, prefix)
  const database = await freshDatabase('sqlite')
  await layTables(database.name)
  return database
}

/** Puts a file with the product's tables and without a row at this path, where nothing is yet. */
export async function layTables(path: string): Promise<void> {
  const folder = storeFolder()
  if (!folder) return
  const kept = join(folder, 'tables.sqlite')
  if (!existsSync(kept)) {
    const draft = `${kept}.${process.pid}`
    rmSync(draft, { force: true })
    const source = await openDatabase(`sqlite:${draft}`)
    await source.destroy()
    renameSync(draft, kept)
  }
  copyFileSync(kept, path)
}

/** The first of the run's databases on the server that no other block holds; made when all are held. */
async function lentSchema(kind: 'mariadb' | 'mysql', prefix: string): Promise<FreshDatabase> {
  const server = serverUrl(kind) ?? ''
  // The lock ends with the connection, whatever becomes of this process.
  const holder = await createConnection({ uri: server, multipleStatements: true })
  const name = await hold(holder, prefix)
  await empty(holder, name)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { kind, url: url.href, name, drop: () => holder.end() }
}

async function hold(connection: Connection, prefix: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = `${prefix}_${number}`
    const [rows] = await connection.query<RowDataPacket[]>('select get_lock(?, 0) as held', [name])
    if (rows[0]?.held === 1) return name
  }
}

/** Ends whoever still reaches into the database and takes every row away; one that was not migrated to the end is made anew. */
async function empty(connection: Connection, name: string): Promise<void> {
  const [others] = await connection.query<RowDataPacket[]>('show processlist')
  for (const { Id: id, db } of others) if (db === name) await connection.query('kill ?', [id]).catch(() => undefined)
  if (!(await isMigrated(connection, name))) {
    await connection.query(`drop database if exists ${name}`)
    await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_bin`)
    return
  }
  const [tables] = await connection.query<RowDataPacket[]>(
    "select table_name as name from information_schema.tables where table_schema = ? and table_name <> 'migrations'",
    [name],
  )
  const deletes = tables.map((table) => `delete from ${name}.\`${table.name}\``)
  await connection.query(['set foreign_key_checks = 0', ...deletes, 'set foreign_key_checks = 1'].join(';'))
}

/** By this build's migrations, and no other. */
async function isMigrated(connection: Connection, name: string): Promise<boolean> {
  try {
    const [rows] = await connection.query<RowDataPacket[]>(`select name from ${name}.migrations order by id`)
    return rows.map((row) => row.name).join() === migrations.map((migration) => migration.name).join()
  } catch {
    // There is no such database or table yet.
    return false
  }
}

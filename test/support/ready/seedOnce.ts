import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { DataSource, QueryRunner } from 'typeorm'
import { Person } from '../../../entities'
import { tableNames } from '../../../server/database/migrations/tables'
import { storeFolder, storePrefix } from './store'

/** Waiting for another test file that seeds, in seconds. */
const patience = 60

/**
 * Does to a database without rows what `seed` does: the first time in a jest run by calling it, later by copying the rows
 * it wrote then. `name` says which seed it is, in letters.
 */
export async function seedOnce(source: DataSource, name: string, seed: () => Promise<unknown>): Promise<void> {
  const folder = storeFolder()
  const prefix = storePrefix()
  // A second product over the same database: the seed itself tells what to leave alone.
  if (!folder || !prefix || (await source.manager.exists(Person))) return void (await seed())
  const runner = source.createQueryRunner()
  try {
    if (source.options.type === 'better-sqlite3') await seedFile(runner, join(folder, `${name}.sqlite`), seed)
    else await seedSchema(runner, `${prefix}_${name}`, seed)
  } finally {
    await runner.release()
  }
}

async function seedFile(runner: QueryRunner, kept: string, seed: () => Promise<unknown>): Promise<void> {
  if (!existsSync(kept)) {
    await seed()
    const draft = `${kept}.${process.pid}`
    rmSync(draft, { force: true })
    await runner.query(`vacuum into '${draft}'`)
    renameSync(draft, kept)
    return
  }
  const tables = await tableNames(runner)
  await runner.query(`attach database '${kept}' as kept`)
  // Off and not deferred: SQLite copies a table that others point to without counting for them.
  await runner.query('pragma foreign_keys = off')
  await runner.startTransaction()
  for (const table of tables) await runner.query(`insert into main."${table}" select * from kept."${table}"`)
  await runner.commitTransaction()
  await runner.query('pragma foreign_keys = on')
  await runner.query('detach database kept')
}

async function seedSchema(runner: QueryRunner, kept: string, seed: () => Promise<unknown>): Promise<void> {
  await runner.query('select get_lock(?, ?)', [kept, patience])
  try {
    if (!(await isWhole(runner, kept))) {
      await seed()
      return await keep(runner, kept)
    }
  } finally {
    await runner.query('select release_lock(?)', [kept])
  }
  const tables = await tablesOf(runner, kept)
  await runner.query('set foreign_key_checks = 0')
  await runner.startTransaction()
  for (const table of tables) await runner.query(`insert into \`${table}\` select * from ${kept}.\`${table}\``)
  await runner.commitTransaction()
  await runner.query('set foreign_key_checks = 1')
}

/** A table made last: without it, whoever copied the rows did not come to the end. */
const mark = 'whole'

const isWhole = async (runner: QueryRunner, kept: string): Promise<boolean> =>
  (
    await runner.query('select 1 from information_schema.tables where table_schema = ? and table_name = ?', [
      kept,
      mark,
    ])
  ).length > 0

const tablesOf = async (runner: QueryRunner, schema: string): Promise<string[]> => {
  const rows: { name: string }[] = await runner.query(
    'select table_name as name from information_schema.tables where table_schema = ? and table_name <> ?',
    [schema, mark],
  )
  return rows.map(({ name }) => name)
}

async function keep(runner: QueryRunner, kept: string): Promise<void> {
  await runner.query(`drop database if exists ${kept}`)
  await runner.query(`create database ${kept} character set utf8mb4 collate utf8mb4_bin`)
  for (const table of await tableNames(runner)) {
    const rows: unknown[] = await runner.query(`select 1 from \`${table}\` limit 1`)
    if (rows.length) await runner.query(`create table ${kept}.\`${table}\` as select * from \`${table}\``)
  }
  await runner.query(`create table ${kept}.${mark} (id int)`)
}

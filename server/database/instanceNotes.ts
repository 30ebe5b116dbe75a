import type { DataSource, QueryRunner } from 'typeorm'

/**
 * What instances tell each other before and beside the migrations: who is migrating, and that a write goes through. It has
 * to be there before the first migration, so no migration makes it and none takes it back.
 */
export const notesTable = 'instance_note'

const roomBytes = 60_000

const withRunner = async <Result>(source: DataSource, body: (runner: QueryRunner) => Promise<Result>) => {
  const runner = source.createQueryRunner()
  try {
    return await body(runner)
  } finally {
    await runner.release()
  }
}

export const hasNotes = (source: DataSource): Promise<boolean> =>
  withRunner(source, (runner) => runner.hasTable(notesTable))

/** Makes the table where it is missing; any number may do so at once. */
export async function makeNotes(source: DataSource): Promise<void> {
  const kind = source.options.type === 'better-sqlite3' ? '' : ' character set utf8mb4 collate utf8mb4_bin'
  await source.query(
    `create table if not exists ${notesTable} (name varchar(60) not null primary key, owner varchar(36) not null, beat integer not null, room text null)${kind}`,
  )
}

/** Whether there is room for something new: pages are taken for it, and given back. Throws what the database says. */
export const tryRoom = (source: DataSource, name: string): Promise<void> =>
  withRunner(source, async (runner) => {
    await runner.startTransaction()
    try {
      await runner.query(`update ${notesTable} set room = ? where name = ?`, ['0'.repeat(roomBytes), name])
    } finally {
      await runner.rollbackTransaction()
    }
  })

/** One statement, committed by itself; returns how many rows it changed or found as it would have them. */
export const writeNote = (source: DataSource, sql: string, parameters: unknown[]): Promise<number> =>
  withRunner(source, async (runner) => (await runner.query(sql, parameters, true)).affected ?? 0)

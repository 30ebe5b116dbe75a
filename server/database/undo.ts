import type { DataSource, MigrationInterface } from 'typeorm'

/** Names of the migrations this database has run, oldest first; none where it never ran one. */
export async function migrationsRun(source: DataSource): Promise<string[]> {
  const runner = source.createQueryRunner()
  try {
    if (!(await runner.hasTable('migrations'))) return []
    const rows: { name: string }[] = await runner.query('select name from migrations order by id')
    // Two instances that started at once may both have written the same one.
    return [...new Set(rows.map((row) => row.name))]
  } finally {
    await runner.release()
  }
}

export const migrationName = (migration: MigrationInterface): string => migration.name ?? migration.constructor.name

/**
 * What undoing down to (and keeping) this migration takes back, newest first; with null everything. Throws when the
 * database never ran it, or has run one that this build does not know and so cannot undo.
 */
export async function migrationsAfter(source: DataSource, name: string | null): Promise<string[]> {
  const run = await migrationsRun(source)
  if (name !== null && !run.includes(name))
    throw new Error(`${name} is not among the migrations run: ${run.join(', ')}`)
  const undone = run.slice(name === null ? 0 : run.indexOf(name) + 1).reverse()
  const known = new Set(source.migrations.map(migrationName))
  const unknown = undone.filter((each) => !known.has(each))
  if (unknown.length) throw new Error(`this build cannot undo ${unknown.join(', ')}`)
  return undone
}

async function undo(source: DataSource, migration: MigrationInterface): Promise<void> {
  const runner = source.createQueryRunner()
  try {
    // Before the transaction, as when going up (TypeORM's own undo says it inside, where SQLite does not hear it): a table
    // that others point to can be remade only while SQLite does not look.
    await runner.beforeMigration()
    await runner.startTransaction()
    await migration.down(runner)
    await runner.query('delete from migrations where name = ?', [migrationName(migration)])
    await runner.commitTransaction()
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction()
    await runner.afterMigration()
    await runner.release()
  }
}

/** Undoes the newest migrations down to this one, which stays; with null all of them. Returns their names, newest first. */
export async function undoDownTo(source: DataSource, name: string | null): Promise<string[]> {
  const undone = await migrationsAfter(source, name)
  for (const each of undone) {
    const migration = source.migrations.find((one) => migrationName(one) === each)
    if (migration) await undo(source, migration)
  }
  return undone
}

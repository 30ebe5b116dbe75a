import type { DataSource } from 'typeorm'
import { hasNotes } from './instanceNotes'
import { inMigrationTurn } from './migrationTurn'
import { StartRefused } from './startRefused'
import { migrationName, migrationsRun } from './undo'

/** The migrations of this build that the database still lacks. */
export async function migrationsPending(source: DataSource): Promise<string[]> {
  const run = await migrationsRun(source)
  return source.migrations.map(migrationName).filter((name) => !run.includes(name))
}

/** Why this build must not touch the database: a newer one has upgraded it. Null where none has. */
export async function newerSentence(source: DataSource): Promise<string | null> {
  const known = source.migrations.map(migrationName)
  const run = await migrationsRun(source)
  const newer = run.filter((name) => !known.includes(name))
  if (!newer.length) return null
  const last = run.findLast((name) => known.includes(name))
  const back = last ? `；确实要退回这个版本，先用更新的版本运行 npm run migrate -- --to ${last}` : ''
  return `DATABASE_URL 指的数据库已由更新的版本升级过（${newer.join('、')}），这个版本看不懂，不能用它。请改用更新的版本${back}。`
}

/** utf8mb4_bin: every other collation takes two rare characters of names (𠮷, 𡈽) for the same one. */
async function useBinaryCollation(source: DataSource): Promise<void> {
  const [row] = await source.query('select @@collation_database as collation, database() as name')
  if (row.collation !== 'utf8mb4_bin') {
    await source.query(`alter database \`${row.name}\` character set utf8mb4 collate utf8mb4_bin`)
  }
}

/** Whether there is anything to do before this build can work on the database. Throws StartRefused on a newer one. */
export async function isBehind(source: DataSource): Promise<boolean> {
  const newer = await newerSentence(source)
  if (newer) throw new StartRefused(newer)
  return (await migrationsPending(source)).length > 0 || !(await hasNotes(source))
}

/**
 * Brings the tables to what this build needs. Any number of instances may call it at once: one does it, the others wait and
 * find it done. Throws StartRefused on a database that a newer build has upgraded.
 */
export async function upgrade(source: DataSource, waits?: () => void): Promise<void> {
  if (!(await isBehind(source))) return
  const migrateAll = async (mustBeMine: () => void): Promise<void> => {
    // A newer build may have been the one we waited for.
    if (!(await isBehind(source))) return
    if (source.options.type !== 'better-sqlite3') await useBinaryCollation(source)
    for (const migration of source.migrations) {
      const { up } = migration
      migration.up = (runner) => {
        mustBeMine()
        return up.call(migration, runner)
      }
    }
    await source.runMigrations()
  }
  await inMigrationTurn(source, migrateAll, { waits })
}

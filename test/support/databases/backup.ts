import type { DataSource, QueryRunner } from 'typeorm'

type Row = Record<string, unknown>

/** Rows a statement: far below the parameters any server takes. */
const rowsAtOnce = 40

async function putBack(runner: QueryRunner, table: string, rows: readonly Row[]): Promise<void> {
  await runner.query(`delete from \`${table}\``)
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce)
    const columns = Object.keys(some[0] ?? {})
    const places = `(${columns.map(() => '?').join(', ')})`
    await runner.query(
      `insert into \`${table}\` (${columns.map((column) => `\`${column}\``).join(', ')}) values ${some.map(() => places).join(', ')}`,
      some.flatMap((row) => columns.map((column) => row[column])),
    )
  }
}

/**
 * A backup of every table as it stands, as a dump of the database is one; what comes back puts the house back to that moment. What lies
 * outside the database, as keys and bundles do, stays as it has become since.
 */
export async function takeBackup(source: DataSource): Promise<() => Promise<void>> {
  const sqlite = source.options.type === 'better-sqlite3'
  const tables = [...new Set(source.entityMetadatas.map(({ tableName }) => tableName))]
  const kept = new Map<string, Row[]>()
  for (const table of tables) kept.set(table, await source.query(`select * from \`${table}\``))
  return async () => {
    const runner = source.createQueryRunner()
    try {
      await runner.query(sqlite ? 'pragma foreign_keys = off' : 'set foreign_key_checks = 0')
      for (const [table, rows] of kept) await putBack(runner, table, rows)
    } finally {
      await runner.query(sqlite ? 'pragma foreign_keys = on' : 'set foreign_key_checks = 1')
      await runner.release()
    }
  }
}

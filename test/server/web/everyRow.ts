import { createHash } from 'node:crypto'
import type { Database } from '../../../server/database/work'

/**
 * A checksum over all rows of every table without exception; of a server its own, in one statement instead of carrying the whole
 * house over for each of some thousand comparisons.
 */
export async function everyRow(database: Database): Promise<Record<string, string>> {
  return database.read(null, 'job', async (work) => {
    const { entityMetadatas, options } = work.manager.connection
    const tables = entityMetadatas.map(({ tableName }) => tableName)
    if (options.type !== 'better-sqlite3') {
      const told: { Table: string; Checksum: unknown }[] = await work.manager.query(
        `checksum table ${tables.join(', ')}`,
      )
      const sums = told.map(({ Table, Checksum }): [string, string] => [Table.replace(/^.*\./, ''), String(Checksum)])
      if (sums.length !== tables.length || sums.some(([, sum]) => !/^\d+$/.test(sum)))
        throw new Error(`no checksum of every table: ${JSON.stringify(sums)}`)
      return Object.fromEntries(sums)
    }
    const sums: Record<string, string> = {}
    for (const table of tables) {
      const rows: Record<string, unknown>[] = await work.manager.query(`select * from ${table}`)
      const lines = rows.map((row) => JSON.stringify(row)).sort()
      sums[table] = `${rows.length} rows ${createHash('sha256').update(lines.join('\n')).digest('hex')}`
    }
    return sums
  })
}

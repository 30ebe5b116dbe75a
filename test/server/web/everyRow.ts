import { createHash } from 'node:crypto'
import type { Database } from '../../../server/database/work'

/** Number of rows and a checksum over all of them, for every table without exception. */
export async function everyRow(database: Database): Promise<Record<string, string>> {
  return database.read(null, 'job', async (work) => {
    const { entityMetadatas } = work.manager.connection
    const sums: Record<string, string> = {}
    for (const { tableName } of entityMetadatas) {
      const rows: Record<string, unknown>[] = await work.manager.query(`select * from ${tableName}`)
      const lines = rows.map((row) => JSON.stringify(row)).sort()
      sums[tableName] = `${rows.length} rows ${createHash('sha256').update(lines.join('\n')).digest('hex')}`
    }
    return sums
  })
}

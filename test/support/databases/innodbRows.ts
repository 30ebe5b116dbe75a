import { readFileSync } from 'node:fs'
import { join } from 'node:path'

type Ask = (sql: string) => Promise<Record<string, unknown>[]>

/** Gives a table, still empty, a file of its own, which servers of tests do not do by themselves. */
export async function ownFile(ask: Ask, table: string): Promise<void> {
  const [server] = await ask('select version() as version')
  if (!String(server?.version).includes('MariaDB'))
    return void (await ask(`alter table ${table} tablespace = innodb_file_per_table`))
  await ask('set global innodb_file_per_table = 1')
  try {
    await ask(`alter table ${table} force`)
  } finally {
    await ask('set global innodb_file_per_table = 0')
  }
}

/** The file of a table as a thief has it, all of it on the disk. `ask`: on one connection, which holds a lock meanwhile. */
export async function fileOf(ask: Ask, table: string): Promise<Buffer> {
  const [place] = await ask('select @@datadir as folder, database() as name')
  await ask(`flush tables ${table} for export`)
  try {
    return readFileSync(join(String(place?.folder), String(place?.name), `${table}.ibd`))
  } finally {
    await ask('unlock tables')
  }
}

/**
 * DB_TRX_ID of rows in such a file, by what their primary key is: InnoDB keeps it behind the key in every row, for good.
 * `next`: what the column after the key begins with, by which the row itself is told from an entry of an index.
 */
export function transactionsIn(
  file: Buffer,
  keys: readonly string[],
  next: (key: string) => string,
): Map<string, string> {
  const found = new Map<string, string>()
  for (const key of keys)
    for (let at = file.indexOf(key); at >= 0; at = file.indexOf(key, at + 1)) {
      const behind = at + Buffer.byteLength(key)
      if (file.subarray(behind + 13).indexOf(next(key)) === 0) found.set(key, file.toString('hex', behind, behind + 6))
    }
  return found
}

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

/** Where the row itself stands, and not an entry of an index: by what the column after key, DB_TRX_ID and DB_ROLL_PTR begins with. */
function rowsOf(file: Buffer, key: string, next: string): number[] {
  const found: number[] = []
  for (let at = file.indexOf(key); at >= 0; at = file.indexOf(key, at + 1))
    if (file.subarray(at + Buffer.byteLength(key) + 13).indexOf(next) === 0) found.push(at)
  return found
}

/**
 * DB_TRX_ID of rows in such a file, by what their primary key is: InnoDB keeps it behind the key in every row, for good. Of copies of
 * a row that were left in its page the latest. `next`: what the column after the key begins with.
 */
export function transactionsIn(
  file: Buffer,
  keys: readonly string[],
  next: (key: string) => string,
): Map<string, string> {
  const found = new Map<string, string>()
  for (const key of keys)
    for (const at of rowsOf(file, key, next(key))) {
      const behind = at + Buffer.byteLength(key)
      const number = file.toString('hex', behind, behind + 6)
      if (number > (found.get(key) ?? '')) found.set(key, number)
    }
  return found
}

const pageLength = 16_384

/** The keys of each page in the order in which their rows stand in it: that in which they were written there. */
export function pagesIn(file: Buffer, keys: readonly string[], next: (key: string) => string): string[][] {
  const places = keys.flatMap((key) => rowsOf(file, key, next(key)).map((at) => ({ key, at })))
  const pages = new Map<number, string[]>()
  for (const { key, at } of places.sort((one, other) => one.at - other.at)) {
    const page = Math.floor(at / pageLength)
    pages.set(page, [...(pages.get(page) ?? []), key])
  }
  return [...pages.values()]
}

import { setTimeout as pause } from 'node:timers/promises'
import { type EntityTarget, In, LessThan, type ObjectLiteral } from 'typeorm'
import type { Database, Work } from './work'

/** Rows a unit of work in the background takes at most. */
export const rowsAPiece = 500
const pauseMilliseconds = 5

/** Long work in the background lets whoever waits go first, after each of its pieces. */
export const othersFirst = (): Promise<void> => pause(pauseMilliseconds)

/** Runs pieces, a unit of work each, until one finds fewer rows than a whole one; answers how many rows in all. */
export async function inPieces(database: Database, piece: (work: Work) => Promise<number>): Promise<number> {
  for (let sum = 0; ; await othersFirst()) {
    const rows = await database.unitOfWork(null, 'job', piece)
    sum += rows
    if (rows < rowsAPiece) return sum
  }
}

/**
 * Removes the rows whose instant lies before `before`, in pieces, so that nobody waits for them. `key` is the primary key;
 * the column of the instant wants an index. Returns how many there were.
 */
export function removeBefore<Row extends ObjectLiteral>(
  database: Database,
  entity: EntityTarget<Row>,
  { key, at, before }: { key: keyof Row & string; at: keyof Row & string; before: number },
): Promise<number> {
  return inPieces(database, async (work) => {
    const rows = await work.manager.find(entity, {
      select: { [key]: true } as never,
      where: { [at]: LessThan(before) } as never,
      order: { [at]: 'ASC' } as never,
      take: rowsAPiece,
    })
    if (rows.length) await work.manager.delete(entity, { [key]: In(rows.map((row) => row[key])) } as never)
    return rows.length
  })
}

import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import { holding } from '../domain/wording/foldText'

/**
 * Ids of a query's rows that hold the words in one of the columns, in the query's order. Compared here (foldText) and not
 * by LIKE, for which SQLite folds A and a, and the servers nothing. The columns of all rows are read, as the database
 * would have to read them: some ten thousand people, or the sheets of a wall, not a log.
 */
export async function heldIds<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { id, columns, words }: { id: string; columns: readonly string[]; words: string },
): Promise<string[]> {
  const texts = query.clone().select(id, 'id')
  for (const [at, column] of columns.entries()) texts.addSelect(column, `text${at}`)
  const holds = holding(words)
  const rows = await texts.getRawMany<{ id: string } & Record<string, string | null>>()
  return rows.filter(({ id: _own, ...held }) => holds(...Object.values(held))).map((row) => row.id)
}

import { setImmediate as nextTurn } from 'node:timers/promises'

/** Rows a statement; some servers limit its placeholders. */
const rowsPerTurn = 500

/** Works through many rows part by part; between the parts other requests get their turn. */
export async function inTurns<Row>(rows: readonly Row[], body: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerTurn) {
    await body(rows.slice(start, start + rowsPerTurn))
    await nextTurn()
  }
}

/** The same for reading: all parts' rows together. */
export async function readInTurns<Key, Row>(
  keys: readonly Key[],
  body: (part: Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  await inTurns(keys, async (part) => {
    rows.push(...(await body(part)))
  })
  return rows
}

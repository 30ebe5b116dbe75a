import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Pieces } from '../../domain/pieces'

/** Rows a statement: some servers limit its placeholders, and while one is written into a file nobody else has a turn. */
const rowsPerTurn = 250

/** Works through many rows part by part; between the parts other requests get their turn. */
export async function inTurns<Row>(rows: readonly Row[], body: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerTurn) {
    await body(rows.slice(start, start + rowsPerTurn))
    await nextTurn()
  }
}

/** So long nobody else has a turn at most, but for what one piece takes. */
const longestStretch = 20

/** Runs a calculation to its end; between its pieces other requests get their turn. */
export async function runInTurns<Result>(pieces: Pieces<Result>): Promise<Result> {
  for (let began = performance.now(); ; ) {
    const { done, value } = pieces.next()
    if (done) return value
    if (performance.now() - began < longestStretch) continue
    await nextTurn()
    began = performance.now()
  }
}

/** Reads many rows part by part: all parts' rows together. */
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

import { setImmediate as nextTurn } from 'node:timers/promises'
import type BetterSqlite from 'better-sqlite3'

/** A statement that stands alone, and who waits for it. */
interface Waiting {
  run: () => unknown
  done: (result: unknown) => void
  failed: (fault: unknown) => void
}

/** Throws, with nothing begun, where the file is held by another program; what a statement itself meets, its caller is told. */
function writeAll(writer: BetterSqlite.Database, all: readonly Waiting[]): void {
  writer.exec('BEGIN IMMEDIATE')
  try {
    const results = all.map(({ run }) => run())
    writer.exec('COMMIT')
    for (const [index, { done }] of all.entries()) done(results[index])
  } catch (fault) {
    if (writer.inTransaction) writer.exec('ROLLBACK')
    if (all.length === 1) all[0]?.failed(fault)
    else for (const one of all) writeAlone(writer, one)
  }
}

/** One that came with others of which one failed: each is told its own fault. */
function writeAlone(writer: BetterSqlite.Database, one: Waiting): void {
  try {
    writeAll(writer, [one])
  } catch (fault) {
    one.failed(fault)
  }
}

/**
 * Statements outside a transaction that arrive together lie on the disk by one commit, since waiting for the disk is most of what
 * such a write costs; nobody is answered before it. Whatever fails takes none of the others with it. `inTurn` gives the writer, or
 * throws why it does not.
 */
export function writesTogether(
  writer: BetterSqlite.Database,
  inTurn: (body: () => void) => Promise<void>,
): (run: () => unknown) => Promise<unknown> {
  let waiting: Waiting[] = []
  const takeAll = (): Waiting[] => {
    const all = waiting
    waiting = []
    return all
  }
  const writeWaiting = async () => {
    // The turn of the event loop that brought this one may bring others.
    await nextTurn()
    await inTurn(() => {
      writeAll(writer, waiting)
      takeAll()
    })
  }
  const refuseAll = (fault: unknown) => {
    for (const { failed } of takeAll()) failed(fault)
  }
  return (run) =>
    new Promise((done, failed) => {
      waiting.push({ run, done, failed })
      if (waiting.length === 1) writeWaiting().catch(refuseAll)
    })
}

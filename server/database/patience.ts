import type { EventEmitter } from 'node:events'
import { prepareHot } from './hotStatements'

/**
 * How long a caller waits for a database server, in milliseconds. A page gives up after 15 seconds (miniapp/api/call.ts):
 * by then it must have our sentence. mysql2 itself waits for a connection of the pool without an end.
 */
export const patience = { connect: 4000, connection: 4000, statement: 8000 }

type Done = (fault: unknown, ...answer: unknown[]) => void

interface Connection extends EventEmitter {
  query(...given: unknown[]): unknown
  execute(...given: unknown[]): unknown
  release(): void
  destroy(): void
  stream: { destroy(): void }
}

export interface Pool extends EventEmitter {
  getConnection(done: (fault: unknown, connection?: Connection) => void): void
}

const tooLong = (code: string): Error => Object.assign(new Error('the database took too long'), { code })

/**
 * A statement that is not answered in time ends its connection: whatever was sent after it would wait behind it for ever.
 * Whether it was done nobody knows, so the caller hears a fault, never a success.
 */
function limitStatements(connection: Connection): void {
  const query = connection.query.bind(connection)
  connection.query = (...given) => {
    const done = given.at(-1)
    if (typeof done !== 'function') return query(...given)
    let over = false
    const timer = setTimeout(() => {
      over = true
      connection.destroy()
      connection.stream.destroy()
      done(tooLong('STATEMENT_TIMEOUT'))
    }, patience.statement)
    const answered: Done = (...answer) => {
      clearTimeout(timer)
      if (!over) done(...answer)
    }
    return query(...given.slice(0, -1), answered)
  }
}

function limitWaiting(pool: Pool): void {
  const get = pool.getConnection.bind(pool)
  pool.getConnection = (done) => {
    let over = false
    const timer = setTimeout(() => {
      over = true
      done(tooLong('CONNECTION_TIMEOUT'))
    }, patience.connection)
    get((fault, connection) => {
      clearTimeout(timer)
      if (!over) done(fault, connection)
      else connection?.release()
    })
  }
}

/**
 * Says the settings on every connection the pool has and will open. `limited`: nobody waits longer than `patience` says;
 * a migration, which may have to rewrite the rows of years, does.
 */
export async function prepareConnections(pool: Pool, settings: readonly string[], limited: boolean): Promise<void> {
  const prepare = (connection: Connection): void => {
    // Nobody listens to a connection that lies in the pool; unheard, its end would end the program.
    connection.on('error', () => {})
    for (const setting of settings) connection.query(setting, () => {})
    prepareHot(connection)
    if (limited) limitStatements(connection)
  }
  // TypeORM has opened one already, to see whether it can: the only one there is at this moment.
  await new Promise<void>((resolve, reject) =>
    pool.getConnection((fault, connection) => {
      if (!connection) return reject(fault)
      prepare(connection)
      connection.release()
      resolve()
    }),
  )
  pool.on('connection', prepare)
  if (limited) limitWaiting(pool)
}

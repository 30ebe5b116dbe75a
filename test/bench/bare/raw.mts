import Sqlite from 'better-sqlite3'
import { createPool } from 'mysql2/promise'

export type Statement = [sql: string, parameters: unknown[]]

/** A raw driver: runs some statements in one transaction. Each statement has to change something. */
export interface RawDatabase {
  run(statements: readonly Statement[]): Promise<void>
  all<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>
  close(): Promise<void>
}

/** Opens the database of a `sqlite:FILE` or `mariadb://…` address, as careful about commits as the product is. */
export async function openRaw(url: string): Promise<RawDatabase> {
  return url.startsWith('sqlite:') ? openFile(url.slice('sqlite:'.length)) : openServer(url)
}

const mustChange = (changed: number, sql: string): void => {
  if (changed === 0) throw new Error(`nothing was changed by: ${sql}`)
}

function openFile(file: string): RawDatabase {
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  const known = new Map<string, Sqlite.Statement>()
  const prepare = (sql: string): Sqlite.Statement => {
    const statement = known.get(sql) ?? database.prepare(sql)
    known.set(sql, statement)
    return statement
  }
  const all = database.transaction((statements: readonly Statement[]) => {
    for (const [sql, parameters] of statements) mustChange(prepare(sql).run(...parameters).changes, sql)
  })
  return {
    run: async (statements) => all.immediate(statements),
    all: async <Row,>(sql: string, parameters: unknown[] = []) => prepare(sql).all(...parameters) as Row[],
    close: async () => void database.close(),
  }
}

function openServer(url: string): RawDatabase {
  const pool = createPool({ uri: url.replace(/^mariadb:/, 'mysql:'), connectionLimit: 20, charset: 'utf8mb4_bin' })
  return {
    run: async (statements) => {
      const connection = await pool.getConnection()
      try {
        await connection.query('start transaction')
        for (const [sql, parameters] of statements) {
          const [outcome] = await connection.query(sql, parameters)
          mustChange((outcome as { affectedRows: number }).affectedRows, sql)
        }
        await connection.query('commit')
      } catch (fault) {
        await connection.query('rollback')
        throw fault
      } finally {
        connection.release()
      }
    },
    all: async <Row,>(sql: string, parameters: unknown[] = []) => (await pool.query(sql, parameters))[0] as Row[],
    close: () => pool.end(),
  }
}

import BetterSqlite from 'better-sqlite3'
import { createConnection } from 'mysql2/promise'
import { sessionSettings } from '../../../server/database/dataSource'
import { describeEachBareDatabase } from '../../support/perDatabase'

const change = 'update ballot set revision = case when revision = 7 then 9 end'

/**
 * A ballot's revision is written as nothing where the row may not take it, and the column forbids nothing (ballotBox.ts). A
 * server that its administrator made lax would write 0 there and only warn.
 */
describeEachBareDatabase('a database that is lax by itself', (db) => {
  if (db.kind === 'sqlite') {
    it('has no like in a file, which refuses what a column forbids', () => {
      const file = new BetterSqlite(':memory:')
      file.exec('create table ballot (revision int not null); insert into ballot values (7), (8)')
      expect(() => file.exec(change)).toThrow('NOT NULL constraint failed')
      file.close()
    })
    return
  }

  /** What stands in the row after a statement that writes nothing into a column that forbids it. */
  async function writeNothing(settings: readonly string[]): Promise<string> {
    const connection = await createConnection(db.url)
    try {
      for (const statement of ["set session sql_mode = ''", ...settings]) await connection.query(statement)
      await connection.query('create temporary table ballot (revision int not null)')
      await connection.query('insert into ballot values (7), (8)')
      const refused = await connection.query(change).then(
        () => 'taken',
        () => 'refused',
      )
      const [rows] = await connection.query('select revision from ballot order by revision')
      return `${refused}: ${JSON.stringify(rows)}`
    } finally {
      await connection.end()
    }
  }

  it('refuses what a column forbids once a connection is set as ours are', async () => {
    expect(await writeNothing(sessionSettings)).toBe('refused: [{"revision":7},{"revision":8}]')
  })

  it('and would else have written 0', async () => {
    expect(await writeNothing([])).toBe('taken: [{"revision":0},{"revision":9}]')
  })
})

import { dirname } from 'node:path'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { freshDatabase, hasMariaDb, startMariaDb } from './databases/index.ts'
import { describeEachBareDatabase } from './perDatabase'

describeEachBareDatabase('an empty database for each block', (db) => {
  it('has an address of the kind asked for', () => {
    expect(db.url).toMatch(new RegExp(`^${db.kind}:`))
  })

  it('is another one each time', async () => {
    expect((await db.fresh()).url).not.toBe(db.url)
  })

  if (db.kind === 'sqlite') return

  it('keeps rare name characters apart and gives them back unchanged', async () => {
    const connection = await createConnection(db.url)
    try {
      await connection.query('CREATE TABLE person (name varchar(20) PRIMARY KEY)')
      await connection.query('INSERT INTO person VALUES (?), (?)', ['𠮷', '𡈽'])
      const [rows] = await connection.query<RowDataPacket[]>('SELECT name FROM person ORDER BY name')
      expect(rows.map((row) => row.name)).toEqual(['𠮷', '𡈽'])
    } finally {
      await connection.end()
    }
  })

  it('keeps its temporary tables where no other server looks', async () => {
    const connection = await createConnection(db.url)
    const [rows] = await connection.query<RowDataPacket[]>('SELECT @@tmpdir AS folder, @@datadir AS data')
    await connection.end()
    const [{ folder, data } = { folder: '', data: '' }] = rows as { folder: string; data: string }[]
    expect(dirname(folder)).toBe(dirname(data.replace(/[/]$/, '')))
  })

  it('is what its name says', async () => {
    const connection = await createConnection(db.url)
    const [rows] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version')
    await connection.end()
    expect(String(rows[0]?.version)).toMatch(db.kind === 'mariadb' ? /MariaDB/ : /^9\./)
  })
})

// Needs a server program of its own to kill; a URL alone is somebody else's server.
const itWithOwnServer = hasMariaDb() ? it : it.skip

itWithOwnServer('a durable MariaDB killed outright still holds what it acknowledged', async () => {
  const server = await startMariaDb({ durable: true })
  const database = await freshDatabase('mariadb', server.url)
  const before = await createConnection(database.url)
  before.on('error', () => {})
  await before.query('CREATE TABLE note (id int PRIMARY KEY) ENGINE=InnoDB')
  await before.query('INSERT INTO note VALUES (1)')
  const pid = server.pid()
  await server.kill()
  await server.startAgain()
  const after = await createConnection(database.url)
  const [rows] = await after.query<RowDataPacket[]>('SELECT id FROM note')
  await after.end()
  expect(rows).toEqual([{ id: 1 }])
  expect(server.pid()).not.toBe(pid)
  await server.stop()
  await expect(createConnection(server.url)).rejects.toThrow('ECONNREFUSED')
})

import type { DataSource } from 'typeorm'
import { openDatabase } from '../../../server/database/dataSource'
import { makeNotes, notesTable } from '../../../server/database/instanceNotes'
import { migrateCommand } from '../../../server/database/migrateCommand'
import { migrations } from '../../../server/database/migrations'
import { Machinery1789000000005 } from '../../../server/database/migrations/1789000000005-machinery'
import { inMigrationTurn } from '../../../server/database/migrationTurn'
import { StartRefused } from '../../../server/database/startRefused'
import { undoDownTo } from '../../../server/database/undo'
import { Database } from '../../../server/database/work'
import { policy } from '../../../server/policy'
import { allRows, asKnownBy, fillEveryTable } from '../../migrations/everyTable'
import { describeBareByTurn, describeEachBareDatabase } from '../../support/perDatabase'

const names = migrations.map((migration) => migration.name)
const newer = "insert into migrations (timestamp, name) values (1999000000000, 'Newer1999000000000')"

const namesIn = async (source: DataSource): Promise<string[]> =>
  (await source.query('select name from migrations order by id')).map((row: { name: string }) => row.name)

/** Three instances at the same instant; the migrations the database has then. */
const together = async (url: string): Promise<string[]> => {
  const opened = await Promise.all([1, 2, 3].map(() => openDatabase(url)))
  const [first] = opened as [DataSource]
  const found = await namesIn(first)
  expect(await first.query(`select name from ${notesTable}`)).toEqual([])
  await Promise.all(opened.map((source) => source.destroy()))
  return found
}

describeEachBareDatabase('several instances that start at the same instant', (db) => {
  it('make the tables of an empty database once', async () => {
    expect(await together((await db.fresh()).url)).toEqual(names)
  }, 60_000)
})

describeBareByTurn('several instances that start at the same instant on an old house', (db) => {
  it('bring a full house of the first version up once, and every row is as it was', async () => {
    const { url } = await db.fresh()
    const source = await openDatabase(url)
    await fillEveryTable(source)
    await undoDownTo(source, Machinery1789000000005.name)
    const before = await allRows(source)
    expect(Object.keys(before).length).toBeGreaterThan(20)
    await source.destroy()
    expect(await together(url)).toEqual(names)
    const after = await openDatabase(url, { migrate: false })
    expect(asKnownBy(before, await allRows(after))).toEqual(asKnownBy(before, before))
    await after.destroy()
  }, 60_000)
})

describeEachBareDatabase('the turn to migrate', (db) => {
  let source: DataSource
  beforeAll(async () => {
    source = await openDatabase(db.url, { migrate: false })
  })
  afterAll(() => source.destroy())

  it('is one instance’s at a time, and the others wait for its end', async () => {
    let inside = 0
    let most = 0
    let waited = 0
    const body = async () => {
      inside += 1
      most = Math.max(most, inside)
      await new Promise((resume) => setTimeout(resume, 300))
      inside -= 1
    }
    const waits = () => {
      waited += 1
    }
    await Promise.all([1, 2, 3].map(() => inMigrationTurn(source, body, { waits })))
    expect([most, waited]).toEqual([1, 2])
  })

  it('of an instance that died is taken over when its beat stands still', async () => {
    await makeNotes(source)
    await source.query(`insert into ${notesTable} (name, owner, beat) values ('migration', 'dead', 7)`)
    const began = Date.now()
    await inMigrationTurn(source, async () => {}, { silentPolls: 4 })
    expect(Date.now() - began).toBeGreaterThan(900)
    expect(await source.query(`select name from ${notesTable}`)).toEqual([])
  })

  it('is not taken from one that lives, however long it takes', async () => {
    let over = false
    const long = inMigrationTurn(source, async () => {
      await new Promise((resume) => setTimeout(resume, 4000))
      over = true
    })
    await new Promise((resume) => setTimeout(resume, 200))
    await inMigrationTurn(source, async () => expect(over).toBe(true), { silentPolls: 8 })
    await long
  })

  it('once lost, by an instance that stood still, lets it go no step further', async () => {
    const frozen = inMigrationTurn(source, async (mustBeMine) => {
      mustBeMine()
      await source.query(`update ${notesTable} set owner = 'another' where name = 'migration'`)
      await new Promise((resume) => setTimeout(resume, 1500))
      mustBeMine()
    })
    await expect(frozen).rejects.toThrow('taken over')
    expect(await source.query(`select owner from ${notesTable}`)).toEqual([{ owner: 'another' }])
    await source.query(`delete from ${notesTable}`)
  })
})

describeEachBareDatabase('a database that a newer build has upgraded', (db) => {
  it('is refused at the start, by the command and while running, in one sentence that says what to do', async () => {
    const source = await openDatabase(db.url)
    const database = new Database(source, { now: () => Date.now() }, policy)
    expect(await database.trouble()).toBeNull()
    await source.query(newer)
    const refused = await openDatabase(db.url).then(
      () => null,
      (fault: Error) => fault,
    )
    expect(refused).toBeInstanceOf(StartRefused)
    const sentence = `DATABASE_URL 指的数据库已由更新的版本升级过（Newer1999000000000），这个版本看不懂，不能用它。请改用更新的版本；确实要退回这个版本，先用更新的版本运行 npm run migrate -- --to ${names.at(-1)}。`
    expect(refused?.message).toBe(sentence)
    await expect(migrateCommand(db.url, [])).rejects.toThrow(sentence)
    await new Promise((resume) => setTimeout(resume, 1100))
    expect(await database.trouble()).toBe(sentence)
    expect(await namesIn(source)).toEqual([...names, 'Newer1999000000000'])
    await database.close()
  })
})

import { type DataSource, DefaultNamingStrategy } from 'typeorm'
import { openDatabase } from '../../server/database/dataSource'
import { ReadableKeyNames } from '../../server/database/keyNames'
import { migrations } from '../../server/database/migrations'
import { renameForeignKeys } from '../../server/database/migrations/tables'
import { migrationsRun, undoDownTo } from '../../server/database/undo'
import { describeEachBareDatabase } from '../support/perDatabase'

const names = migrations.map((migration) => migration.name)

describeEachBareDatabase('undoing down to a named migration', (db) => {
  let source: DataSource

  beforeAll(async () => {
    source = await openDatabase(db.url)
  })
  afterAll(() => source.destroy())

  it('keeps that one and what came before it, and nothing after', async () => {
    const [kept = ''] = names.slice(3)
    expect(await undoDownTo(source, kept)).toEqual(names.slice(4).reverse())
    expect(await migrationsRun(source)).toEqual(names.slice(0, 4))
    expect(await undoDownTo(source, kept)).toEqual([])
    await source.runMigrations()
    expect(await migrationsRun(source)).toEqual(names)
  })

  it('touches nothing when the name was never run', async () => {
    await expect(undoDownTo(source, 'Typo1789000000004')).rejects.toThrow(/not among the migrations run/)
    expect(await migrationsRun(source)).toEqual(names)
  })

  it('undoes once what two instances have both written down', async () => {
    const [last = ''] = names.slice(-1)
    await source.query('insert into migrations (timestamp, name) values (?, ?)', [Number(last.slice(-13)), last])
    expect(await undoDownTo(source, names.at(-2) ?? '')).toEqual([last])
    expect(await migrationsRun(source)).toEqual(names.slice(0, -1))
    await source.runMigrations()
  })

  it('renames keys although the server refuses to rename an index, as MariaDB now and then does (1022)', async () => {
    const runner = source.createQueryRunner()
    const query = runner.query.bind(runner)
    let refused = 0
    runner.query = ((text: string, ...rest: []) => {
      if (!/^alter table \S+ rename index/.test(text)) return query(text, ...rest)
      refused += 1
      return Promise.reject(Object.assign(new Error('duplicate key in table innodb_index_stats'), { errno: 1022 }))
    }) as typeof runner.query
    const hashed = new DefaultNamingStrategy()
    const readable = new ReadableKeyNames()
    const tables = source.entityMetadatas.map(({ tableName }) => tableName)
    const present = async () =>
      (await runner.getTables(tables)).flatMap((table) => table.foreignKeys.map(({ name = '' }) => name))
    const before = (await present()).sort()
    await renameForeignKeys(runner, (table, columns) => hashed.foreignKeyName(table, columns))
    expect(await present()).not.toContain(before[0])
    await renameForeignKeys(runner, (table, columns) => readable.foreignKeyName(table, columns))
    expect((await present()).sort()).toEqual(before)
    expect(refused > 0).toBe(db.title !== 'SQLite')
    await runner.release()
  })

  it('touches nothing when a newer build has been here', async () => {
    await source.query("insert into migrations (timestamp, name) values (1999000000000, 'Newer1999000000000')")
    await expect(undoDownTo(source, names[0] ?? '')).rejects.toThrow(/cannot undo Newer1999000000000/)
    expect(await migrationsRun(source)).toEqual([...names, 'Newer1999000000000'])
  })
})

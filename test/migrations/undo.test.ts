import type { DataSource } from 'typeorm'
import { openDatabase } from '../../server/database/dataSource'
import { migrations } from '../../server/database/migrations'
import { migrationsRun, undoDownTo } from '../../server/database/undo'
import { describeEachDatabase } from '../support/perDatabase'

const names = migrations.map((migration) => migration.name)

describeEachDatabase('undoing down to a named migration', (db) => {
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

  it('touches nothing when a newer build has been here', async () => {
    await source.query("insert into migrations (timestamp, name) values (1999000000000, 'Newer1999000000000')")
    await expect(undoDownTo(source, names[0] ?? '')).rejects.toThrow(/cannot undo Newer1999000000000/)
    expect(await migrationsRun(source)).toEqual([...names, 'Newer1999000000000'])
  })
})

import { DataSource } from 'typeorm'
import { entities, InboxEvent } from '../../../entities'
import { migrations } from '../../../server/database/migrations'
import { poolSqlite } from '../../../server/database/sqlitePool'
import { type FreshDatabase, freshDatabase } from '../../support/databases/index.ts'
import { ChangedMind, gate, note, writePlainly } from './emptyHouse'

/**
 * Why sqlitePool.ts exists. These tests describe TypeORM as it comes; should one of them fail after an update, TypeORM
 * has been mended and the pool can go.
 */
describe('SQLite as TypeORM brings it', () => {
  let file: FreshDatabase
  let source: DataSource

  beforeEach(async () => {
    file = await freshDatabase('sqlite')
    source = new DataSource({ type: 'better-sqlite3', database: file.name, entities, migrations, enableWAL: true })
    await source.initialize()
    await source.runMigrations()
  })
  afterEach(async () => {
    await source.destroy()
    await file.drop()
  })

  /** One person begins, another writes and is told that it is done, the first gives up: is the second one's row there? */
  async function keptRows(): Promise<string[]> {
    const begun = gate()
    const mayEnd = gate()
    const abandoned = source.transaction(async (manager) => {
      await writePlainly(manager, note('abandoned'))
      begun.open()
      await mayEnd.opened
      throw new ChangedMind()
    })
    await begun.opened
    const acknowledged = writePlainly(source.manager, note('acknowledged'))
    await Promise.race([acknowledged, new Promise((resume) => setTimeout(resume, 50))])
    mayEnd.open()
    await expect(abandoned).rejects.toThrow(ChangedMind)
    await acknowledged
    return (await source.manager.find(InboxEvent)).map((row) => row.id)
  }

  it('loses a row that was acknowledged, when another person gives up', async () => {
    expect(await keptRows()).toEqual([])
  })

  it('keeps that row with our pool', async () => {
    poolSqlite(source, file.name)
    expect(await keptRows()).toEqual(['acknowledged'])
  })

  const twentyAtOnce = () =>
    Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        source.transaction(async (manager) => {
          await new Promise((resume) => setTimeout(resume, 1))
          await writePlainly(manager, note(`n${index}`))
        }),
      ),
    ).then((outcomes) => outcomes.filter((each) => each.status === 'fulfilled').length)

  it('refuses nineteen of twenty pieces of work begun in the same moment', async () => {
    expect(await twentyAtOnce()).toBeLessThanOrEqual(1)
  })

  it('does all twenty with our pool', async () => {
    poolSqlite(source, file.name)
    expect(await twentyAtOnce()).toBe(20)
    expect(await source.manager.count(InboxEvent)).toBe(20)
  })
})

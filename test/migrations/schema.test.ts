import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm'
import { openDatabase } from '../../server/database/dataSource'
import { notesTable } from '../../server/database/instanceNotes'
import { migrations } from '../../server/database/migrations'
import { undoDownTo } from '../../server/database/undo'
import type { FreshDatabase } from '../support/databases/index.ts'
import { type DatabaseUnderTest, describeEachBareDatabase } from '../support/perDatabase'

/** What TypeORM would still change to make the tables what the entities say. */
async function drift(source: DataSource): Promise<string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log()
  return upQueries.map((each) => each.query)
}

/** Each break begins anew at the first step: few are walked here, more of them in `npm run drill -- databases`. */
const tablesAtOnce = process.env.TEST_DATABASES === 'all' ? 4 : 8

const tableNames = (source: DataSource): string[] => source.entityMetadatas.map((each) => each.tableName).sort()

async function tablesThere(source: DataSource): Promise<string[]> {
  const sqlite = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
  const server = 'select table_name as name from information_schema.tables where table_schema = database()'
  const rows: { name: string }[] = await source.query(source.options.type === 'better-sqlite3' ? sqlite : server)
  return (
    rows
      .map((row) => row.name)
      // Those that no migration makes.
      .filter((name) => name !== 'migrations' && name !== notesTable)
      .sort()
  )
}

describeEachBareDatabase('the tables of the house', (db: DatabaseUnderTest) => {
  let source: DataSource

  beforeAll(async () => {
    source = await openDatabase(db.url)
  })
  afterAll(() => source.destroy())

  it('are exactly what the records need: nothing is left to change', async () => {
    expect(await drift(source)).toEqual([])
    expect(await tablesThere(source)).toEqual(tableNames(source))
  })

  it('can be taken away and made again', async () => {
    expect(await undoDownTo(source, null)).toHaveLength(migrations.length)
    expect(await tablesThere(source)).toEqual([])
    expect(await source.showMigrations()).toBe(true)
    await source.runMigrations()
    expect(await tablesThere(source)).toEqual(tableNames(source))
    expect(await drift(source)).toEqual([])
    expect(await source.showMigrations()).toBe(false)
  })

  it('made a second time over themselves they stay as they are', async () => {
    await source.destroy()
    source = await openDatabase(db.url)
    expect(await drift(source)).toEqual([])
  })

  describe('when the making breaks off', () => {
    let halfway: FreshDatabase
    let half: DataSource

    beforeEach(async () => {
      halfway = await db.fresh()
      half = await openDatabase(halfway.url, { migrate: false })
    })
    afterEach(() => half.destroy())

    /** Runs every step by hand, outside a transaction, and breaks off after so many new tables or before a check. */
    async function breakOffAfter(tables: number, beforeCheck = false): Promise<boolean> {
      const runner = half.createQueryRunner()
      let made = 0
      const breaking = new Proxy(runner, {
        get(target, name) {
          const member = Reflect.get(target, name, target)
          if (name === 'query' && beforeCheck) {
            return (sql: string, given: unknown[]) => {
              if (sql.includes('add constraint')) throw new Error('the power went')
              return target.query(sql, given)
            }
          }
          if (name !== 'createTable') return typeof member === 'function' ? member.bind(target) : member
          return async (...given: Parameters<QueryRunner['createTable']>) => {
            const [table] = given
            const known = await target.hasTable((table as { name: string }).name)
            if (!known && made === tables) throw new Error('the power went')
            await target.createTable(...given)
            if (!known) made += 1
          }
        },
      })
      try {
        for (const Step of migrations) await (new Step() as MigrationInterface).up(breaking)
        return false
      } catch (fault) {
        if ((fault as Error).message !== 'the power went') throw fault
        return true
      } finally {
        await runner.release()
      }
    }

    it('after the first table, the next start takes it up again', async () => {
      expect(await breakOffAfter(1)).toBe(true)
      expect(await tablesThere(half)).toHaveLength(1)
      await half.runMigrations()
      expect(await drift(half)).toEqual([])
    })

    if (db.kind !== 'sqlite') {
      it('between a table and its rule, the rule is not forgotten', async () => {
        expect(await breakOffAfter(100, true)).toBe(true)
        await half.runMigrations()
        const [row] = await half.query(
          "select count(*) as checks from information_schema.table_constraints where constraint_schema = database() and constraint_name = 'person_rank'",
        )
        expect(Number(row.checks)).toBe(1)
      })
    }

    it('after any other table, again and again, it still comes to its end', async () => {
      let breaks = 0
      while (await breakOffAfter(tablesAtOnce)) breaks += 1
      expect(breaks).toBeGreaterThan(6)
      await half.runMigrations()
      expect(await tablesThere(half)).toEqual(tableNames(half))
      expect(await drift(half)).toEqual([])
    })
  })
})

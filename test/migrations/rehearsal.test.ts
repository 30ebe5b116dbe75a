import { type DataSource, DefaultNamingStrategy } from 'typeorm'
import { openDatabase } from '../../server/database/dataSource'
import { migrations } from '../../server/database/migrations'
import { CampaignRules1789000000009 } from '../../server/database/migrations/1789000000009-campaignRules'
import { tableNames } from '../../server/database/migrations/tables'
import { undoDownTo } from '../../server/database/undo'
import { describeEachBareDatabase } from '../support/perDatabase'
import { startTestProduct } from '../support/product'
import { allRows, asKnownBy, fillEveryTable, type Rows } from './everyTable'

const names = migrations.map((migration) => migration.name)
/**
 * What was released does not change: of older steps only the way over all of them is walked, unless all is (`npm run drill --
 * databases`).
 */
const oneByOne = process.env.TEST_DATABASES === 'all' ? names.length : 12

/** Names of all foreign keys of the database, or of the tables named. */
async function foreignKeyNames(source: DataSource, of?: readonly string[]): Promise<(string | undefined)[]> {
  const runner = source.createQueryRunner()
  const tables = await runner.getTables(of ? [...of] : await tableNames(runner))
  await runner.release()
  return tables.flatMap((table) => table.foreignKeys.map((key) => key.name)).sort()
}

/** What TypeORM would still change to make the tables what the entities say. */
const drift = async (source: DataSource): Promise<string[]> =>
  (await source.driver.createSchemaBuilder().log()).upQueries.map((each) => each.query)

/** SQLite only: what of a table no comparison of rows or columns sees; ballots must not come to be in order of voting. */
const withoutRowid = async (source: DataSource): Promise<{ name: string }[]> =>
  source.query("select name from sqlite_master where sql like '%WITHOUT ROWID%' order by name")

/** Of columns that tables of the first versions were given later. */
const keysSince = ['FK_visit_branchId']

describeEachBareDatabase('a house full of records', (db) => {
  let source: DataSource
  let full: Rows

  beforeAll(async () => {
    const product = await startTestProduct(db.url)
    await product.stop()
    source = await openDatabase(db.url)
    await fillEveryTable(source)
    full = await allRows(source)
  }, 120_000)
  afterAll(() => source.destroy())

  it('has something in every table', () => {
    expect(Object.keys(full).sort()).toEqual(source.entityMetadatas.map((each) => each.tableName).sort())
    expect(Object.entries(full).filter(([, rows]) => rows.length < 2)).toEqual([])
    expect(full.person?.length).toBeGreaterThan(100)
  })

  it('from the version before comes to readable key names without a row touched', async () => {
    const ordered = db.kind === 'sqlite' ? await withoutRowid(source) : []
    await undoDownTo(source, CampaignRules1789000000009.name)
    const hashes = new DefaultNamingStrategy()
    const before = await foreignKeyNames(source)
    expect(before.filter((name) => !/^FK_[0-9a-f]{27}$/.test(name ?? ''))).toEqual([])
    expect(before).toContain(hashes.foreignKeyName('pledge', ['personId']))
    const older = await allRows(source)
    expect(asKnownBy(older, older)).toEqual(asKnownBy(older, full))
    await source.runMigrations()
    // Tables that came later bring keys of their own, and so do columns.
    const inOlder = await foreignKeyNames(source, Object.keys(older))
    expect(inOlder.filter((name) => !keysSince.includes(name ?? ''))).toHaveLength(before.length)
    const after = await foreignKeyNames(source)
    expect(after).toContain('FK_pledge_personId')
    expect(after.filter((name) => /^FK_[0-9a-f]{27}$/.test(name ?? ''))).toEqual([])
    expect(asKnownBy(older, await allRows(source))).toEqual(asKnownBy(older, full))
    expect(await drift(source)).toEqual([])
    if (db.kind !== 'sqlite') return
    expect(await withoutRowid(source)).toEqual(ordered)
    expect(ordered).toContainEqual({ name: 'ballot' })
    expect(await source.query('pragma foreign_key_check')).toEqual([])
  }, 120_000)

  it('goes back version by version and up again: what both versions know stays, row for row', async () => {
    // Tables that came after the version of the test above are empty since: going back so far took them away.
    const began = await allRows(source)
    expect(began.person).toHaveLength(full.person?.length ?? 0)
    for (const name of [...new Set([...names.slice(-1 - oneByOne, -1).reverse(), names[0] ?? ''])]) {
      await undoDownTo(source, name)
      const older = await allRows(source)
      expect(asKnownBy(older, older)).toEqual(asKnownBy(older, began))
    }
    const oldest = await allRows(source)
    expect(oldest.person).toHaveLength(began.person?.length ?? 0)
    expect(Object.keys(oldest).length).toBeLessThan(Object.keys(began).length)
    await source.runMigrations()
    expect(asKnownBy(oldest, await allRows(source))).toEqual(asKnownBy(oldest, began))
    expect(await drift(source)).toEqual([])
    if (db.kind === 'sqlite') expect(await source.query('pragma foreign_key_check')).toEqual([])
  }, 120_000)
})

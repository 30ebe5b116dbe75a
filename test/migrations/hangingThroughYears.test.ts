import type { DataSource } from 'typeorm'
import { openDatabase } from '../../server/database/dataSource'
import { migrations } from '../../server/database/migrations'
import { HangingThroughYears1796017488248 } from '../../server/database/migrations/1796017488248-hangingThroughYears'
import { undoDownTo } from '../../server/database/undo'
import { describeBareByTurn } from '../support/perDatabase'
import { fillEveryTable } from './everyTable'

const names = migrations.map((migration) => migration.name)

describeBareByTurn('a house with the sheets of two years', (db) => {
  let source: DataSource
  beforeAll(async () => {
    source = await openDatabase(db.url)
    await fillEveryTable(source)
  }, 120_000)
  afterAll(() => source.destroy())

  const statesOf = async (...ids: string[]) =>
    Promise.all(ids.map(async (id) => (await source.query('select state from pledge where id = ?', [id]))[0].state))

  it('archives the one that a later year’s has replaced, and leaves what hangs', async () => {
    await undoDownTo(source, names[names.indexOf(HangingThroughYears1796017488248.name) - 1] ?? '')
    const [one, two]: { id: string; campaignId: string; personId: string }[] = await source.query(
      'select id, campaignId, personId from pledge order by id',
    )
    if (!one || !two || one.campaignId === two.campaignId) throw new Error('two sheets of two campaigns are wanted')
    await source.query('update campaign set year = 2027 where id = ?', [two.campaignId])
    await source.query('update campaign set year = 2026 where id = ?', [one.campaignId])
    const publish = "update pledge set personId = ?, state = 'PUBLISHED', publishedVersion = ? where id = ?"
    await source.query(publish, [one.personId, 1, one.id])
    await source.query(publish, [one.personId, 0, two.id])
    await source.runMigrations()
    // Not public yet: the earlier one hangs on.
    expect(await statesOf(one.id, two.id)).toEqual(['PUBLISHED', 'PUBLISHED'])
    await undoDownTo(source, names[names.indexOf(HangingThroughYears1796017488248.name) - 1] ?? '')
    await source.query(publish, [one.personId, 1, two.id])
    await source.runMigrations()
    expect(await statesOf(one.id, two.id)).toEqual(['ARCHIVED', 'PUBLISHED'])
  }, 120_000)
})

import { openDatabase } from '../../../server/database/dataSource'
import { tableNames } from '../../../server/database/migrations/tables'
import { Database } from '../../../server/database/work'
import { seedSampleOrganisation } from '../../../server/demo/sampleOrganisation'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { policy } from '../../../server/policy'
import { sampleTenants } from '../../server/organisation/house'
import { describeEachDatabase } from '../perDatabase'
import { seedOnce } from './seedOnce'

const clock = { now: () => instantOf(toCalendarDay('2026-09-01'), 600) }
type Way = 'called' | 'copied'

describeEachDatabase('a database that was made before', (db) => {
  /** Every row of every table, as the database gives it; what is drawn anew each time is left out. */
  async function rowsOf(url: string, way?: Way): Promise<Record<string, string[]>> {
    const source = await openDatabase(url)
    const database = new Database(source, clock, policy)
    const seed = () => database.unitOfWork(null, 'job', (work) => seedSampleOrganisation(work, sampleTenants))
    if (way === 'called') await seed()
    if (way === 'copied') await seedOnce(source, 'sample', seed)
    const runner = source.createQueryRunner()
    const found: Record<string, string[]> = {}
    for (const table of await tableNames(runner)) {
      const rows: Record<string, unknown>[] = await runner.query(`select * from ${table}`)
      const drawn = table === 'audit_entry' ? { id: '' } : {}
      if (rows.length) found[table] = rows.map((row) => JSON.stringify(Object.assign(row, drawn))).sort()
    }
    await runner.release()
    await database.close()
    return found
  }

  it('holds the tables and no row, also after somebody else had it', async () => {
    expect(await rowsOf(db.url)).toEqual({})
    const lent = await db.fresh()
    expect(lent.url).not.toBe(db.url)
    expect(Object.keys(await rowsOf(lent.url, 'called'))).toContain('person')
    await lent.drop()
    expect(await rowsOf((await db.fresh()).url)).toEqual({})
  })

  it('is filled by copying as by the seed itself, for the first and for every later one', async () => {
    const [called, first, later] = [await db.fresh(), await db.fresh(), await db.fresh()]
    const wanted = await rowsOf(called.url, 'called')
    expect(Object.keys(wanted).length).toBeGreaterThan(8)
    expect(await rowsOf(first.url, 'copied')).toEqual(wanted)
    expect(await rowsOf(later.url, 'copied')).toEqual(wanted)
  })
})

import { openDatabase } from '../../../server/database/dataSource'
import { Database } from '../../../server/database/work'
import { policy } from '../../../server/policy'
import { longestPause, startThreadTime } from '../../support/cpuTime'
import { readyDatabase } from '../../support/ready/readyDatabase'

// SQLite answers within the turn in which it is asked: without a word to the loop, nobody else has one before the last statement.

const slow = `with recursive counted(n) as (select 1 union all select n + 1 from counted where n < 30000)
  select count(*) as n from counted`

describe('many statements on SQLite', () => {
  let close: () => Promise<void>
  let database: Database
  beforeAll(async () => {
    const { url, drop } = await readyDatabase('sqlite')
    const source = await openDatabase(url)
    database = new Database(source, { now: () => 1_800_000_000_000 }, policy)
    close = async () => {
      await database.close()
      await drop()
    }
  })
  afterAll(() => close())

  test.each(['read', 'unitOfWork'] as const)('let others have their turn between two of them (%s)', async (way) => {
    const spent = startThreadTime()
    const longest = await longestPause(() =>
      database[way](null, 'job', async (work) => {
        while (spent() < 600) await work.manager.query(slow)
      }),
    )
    expect(spent()).toBeGreaterThan(600)
    expect(longest).toBeLessThan(100)
  })

  test('what still waits for its turn when its unit of work is undone is undone with it', async () => {
    const undone = database.unitOfWork(null, 'job', async (work) => {
      const spent = startThreadTime()
      await work.manager.query('select 1')
      while (spent() < 100);
      void work.manager.query('create table left_over (id integer)')
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    const found = await database.read(null, 'job', (work) =>
      work.manager.query("select name from sqlite_master where name = 'left_over'"),
    )
    expect(found).toEqual([])
  })
})

import { hotByCount, hotStatement, prepareHot } from '../../../server/database/hotStatements'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'

type Done = (fault: unknown, rows?: unknown) => void

/** A connection that says by which way it was asked; `errno` is what preparing fails with. */
function connection(errno?: number) {
  const ways: string[] = []
  const made = {
    query: (...given: unknown[]) => {
      ways.push('text')
      ;(given.at(-1) as Done)(null, 'rows')
    },
    execute: (...given: unknown[]) => {
      ways.push('prepared')
      ;(given.at(-1) as Done)(errno === undefined ? null : Object.assign(new Error('no'), { errno }), 'rows')
    },
  }
  prepareHot(made)
  const ask = (text: string) =>
    new Promise((resolve, reject) =>
      made.query(text, [], (fault: unknown, rows: unknown) => (fault ? reject(fault) : resolve(rows))),
    )
  return { ask, ways }
}

describe('hot statements', () => {
  const hot = hotStatement('select hot')

  it('are prepared, and no other', async () => {
    const { ask, ways } = connection()
    expect(await Promise.all([ask(hot), ask('select other')])).toEqual(['rows', 'rows'])
    expect(ways).toEqual(['prepared', 'text'])
  })

  it('run as text where the server prepares no more of them, or has lost one', async () => {
    for (const errno of [1461, 1615]) {
      const { ask, ways } = connection(errno)
      expect(await ask(hot)).toBe('rows')
      expect(ways).toEqual(['prepared', 'text'])
    }
  })

  it('fail as they fail: nothing is tried twice', async () => {
    const { ask, ways } = connection(1213)
    await expect(ask(hot)).rejects.toMatchObject({ errno: 1213 })
    expect(ways).toEqual(['prepared'])
  })

  it('of a list are the short ones alone: their number is bounded', async () => {
    const of = hotByCount((count) => `select list ${count}`)
    const { ask, ways } = connection()
    for (const count of [1, 16, 17, 200]) await ask(of(count))
    expect(ways).toEqual(['prepared', 'prepared', 'text', 'text'])
  })
})

describeEachDatabase('who acts, asked by a hot statement', (db) => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(db.url)
  })
  afterAll(() => house.close())
  const office = persona('office').personId
  const load = () => house.database.read(null, 'pc', (work) => loadActor(work, office))

  it('is the same person with the same roles each time, prepared by the server and once more as text', async () => {
    const first = await load()
    expect(first?.grants.map(({ role }) => role)).toEqual(first?.grants.map(({ role }) => role).sort())
    expect(await load()).toEqual(first)
    if (db.kind === 'sqlite') return
    const limit = async (value: number) => house.source.query(`set global max_prepared_stmt_count = ${value}`)
    const [{ Value: executed }] = await house.source.query("show global status like 'Com_stmt_execute'")
    expect(Number(executed)).toBeGreaterThan(0)
    await limit(0)
    try {
      // On fresh connections, which have prepared nothing.
      expect(await Promise.all(Array.from({ length: 6 }, load))).toEqual(Array(6).fill(first))
    } finally {
      await limit(16_382)
    }
  })
})

import { describeOnSqlite } from '../../support/perDatabase'
import type { Size } from './company'
import { firstDay, openLivedHouse } from './livedHouse'
import { countMessages, standingFaults } from './standing'
import { type Lived, liveYear, portrait } from './year'

/** One year of a small house, on the days on which something is due; every day of five with `npm run drill -- life`. */
const whole = process.env.LIVED_YEARS !== undefined
const size: Size = {
  branches: whole ? 10 : 3,
  people: whole ? 30 : 6,
  years: Number(process.env.LIVED_YEARS ?? 1),
}

describeOnSqlite('a house in production, lived year after year on both platforms', (db) => {
  let lived: Lived
  beforeAll(async () => {
    const house = await openLivedHouse((await db.fresh()).url, size, firstDay)
    const present = new Set(house.workers.filter(({ joins }) => joins === 0))
    const secretaries = Array.from({ length: size.branches }, (_none, branch) =>
      branch ? house.workers.find((worker) => worker.branch === branch && worker.isMember) : undefined,
    )
    lived = { house, size, secretaries, present, printed: new Set(), photo: await portrait() }
  }, 300_000)
  afterAll(() => lived.house.moving.stop())

  test.each(Array.from({ length: size.years }, (_none, year) => year))(
    'year %i: everything asked for goes, nothing is lost, nothing comes twice, every code leads somewhere',
    async (year) => {
      await liveYear(lived, year, whole)
      const faults = [...lived.house.faults, ...(await standingFaults(lived))]
      process.stderr.write(
        `lived ${JSON.stringify({ year, printed: lived.printed.size, messages: await countMessages(lived), faults: faults.length })}\n`,
      )
      expect(faults.slice(0, 20)).toEqual([])
    },
    7_200_000,
  )
})

import { hasMariaDb, startMariaDb } from '../support/databases/index.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

/** One and three instances, on SQLite and on MariaDB. */
const houses = 4
/** 1,000 kills where it goes wrong as often as a whole drill does (20). */
const killsATime = 50

/**
 * Rounds from the first ballot to the end of their keys, killed at random moments and at each step between the count and the end of the
 * keys: no ballot lost, none twice, never half open, nothing left over. Its sample is the test file itself.
 */
export const sealedDrill: Drill = {
  title: 'sealed rounds killed from the first ballot to the end of their keys',
  word: 'sealed',
  inTests: true,
  obstacle: () => (hasMariaDb() ? undefined : 'no MariaDB found'),
  run: async (times) => {
    const server = await startMariaDb({ durable: true })
    try {
      const size = { SEALED_KILLS: String(Math.ceil((times * killsATime) / houses)), TEST_MARIADB_URL: server.url }
      const { faults, said } = runTestFile('test/server/evaluation/killedRounds.test.ts', size)
      const lines = [...said.matchAll(/^\{"engine":.*\}$/gm)].map(
        ([text]) => JSON.parse(text) as Record<string, number>,
      )
      for (const line of lines) console.log(JSON.stringify(line))
      const sum = (name: string): number => lines.reduce((all, line) => all + (line[name] ?? 0), 0)
      if (lines.length !== houses) faults.push(`${lines.length} of ${houses} were held`)
      return { faults, facts: { kills: sum('kills'), rounds: sum('rounds'), ballots: sum('ballots') } }
    } finally {
      await server.stop()
    }
  },
}

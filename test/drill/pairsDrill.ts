import { databaseObstacle, startMariaDb, startMySql } from '../support/databases/index.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

/** 10,000 where it goes wrong as often as a whole drill does (20). */
const pairsATime = 500

/** On SQLite, MariaDB and MySQL, on two instances each. Its sample is the test file itself. */
export const pairsDrill: Drill = {
  title: 'two ballots of one right at the same instant, again and again',
  word: 'pairs',
  inTests: true,
  obstacle: () => databaseObstacle('mariadb') ?? databaseObstacle('mysql'),
  run: async (times) => {
    const servers = [await startMariaDb(), await startMySql()]
    try {
      const [mariadb, mysql] = servers.map(({ url }) => url)
      const size = { PAIRS: String(times * pairsATime), TEST_MARIADB_URL: mariadb ?? '', TEST_MYSQL_URL: mysql ?? '' }
      const { faults, said } = runTestFile('test/server/evaluation/pairs.test.ts', size)
      const lines = [...said.matchAll(/^\{"pairsOn":.*\}$/gm)].map(
        ([text]) => JSON.parse(text) as Record<string, number>,
      )
      for (const line of lines) console.log(JSON.stringify(line))
      if (lines.length !== 3) faults.push(`${lines.length} of 3 engines were tried`)
      return { faults, facts: { pairs: lines.reduce((sum, { one = 0 }) => sum + one, 0) } }
    } finally {
      for (const server of servers) await server.stop()
    }
  },
}

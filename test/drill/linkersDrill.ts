import { withBinlog } from '../support/databases/binlog.ts'
import { databaseObstacle, startMariaDb, startMySql } from '../support/databases/index.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

/** 200 where it goes wrong as often as a whole drill does (20). */
const roundsATime = 10

/**
 * Rounds of 27 voters before whoever has every file of every moment, row binlogs included, on SQLite, MariaDB and MySQL: no linker does
 * better than chance by more than a point, and what must link does. Its sample is the test file itself.
 */
export const linkersDrill: Drill = {
  title: 'linkers over 200 rounds: who voted laid beside what was voted',
  word: 'linkers',
  inTests: true,
  obstacle: () => databaseObstacle('mariadb') ?? databaseObstacle('mysql'),
  run: async (times) => {
    const extra = withBinlog
    const servers = [await startMariaDb({ extra }), await startMySql({ extra })]
    try {
      const [mariadb, mysql] = servers.map(({ url }) => url)
      const size = {
        LINKED_ROUNDS: String(times * roundsATime),
        TEST_MARIADB_URL: mariadb ?? '',
        TEST_MYSQL_URL: mysql ?? '',
      }
      const { faults, said } = runTestFile('test/server/evaluation/linkedRounds.test.ts', size)
      const lines = [...said.matchAll(/^\{"(?:linkers|controls)On":.*\}$/gm)].map(([text]) => text)
      for (const line of lines) console.log(line)
      if (lines.length !== 6) faults.push(`${lines.length} of 6 tables were told`)
      return { faults, facts: { tables: lines.length } }
    } finally {
      for (const server of servers) await server.stop()
    }
  },
}

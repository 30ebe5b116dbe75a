import { join } from 'node:path'
import { databaseObstacle, startMariaDb, startMySql } from '../support/databases/index.ts'
import type { Drill } from './drill.ts'
import { buildServer } from './serverProgram.ts'
import { runTestFile } from './testFile.ts'

/** 10,000 where it goes wrong as often as a whole drill does (20). */
const ballotsATime = 500

/** One round of very many ballots on SQLite, MariaDB and MySQL, others at work meanwhile. Its sample is the test file itself. */
export const manyDrill: Drill = {
  title: 'one round of very many ballots: what opening it costs, and how long others wait',
  word: 'many',
  inTests: true,
  obstacle: () => databaseObstacle('mariadb') ?? databaseObstacle('mysql'),
  run: async (times) => {
    const program = buildServer()
    const servers = [await startMariaDb(), await startMySql()]
    try {
      const [mariadb, mysql] = servers.map(({ url }) => url)
      const size = {
        MANY_BALLOTS: String(times * ballotsATime),
        MANY_OPENER: join(program, 'server/openingProgram.js'),
        TEST_MARIADB_URL: mariadb ?? '',
        TEST_MYSQL_URL: mysql ?? '',
      }
      const { faults, said } = runTestFile('test/server/evaluation/manyBallots.test.ts', size)
      const lines = [...said.matchAll(/^\{"(?:manyOn|voidOn|takenOn|openingCpu)":.*\}$/gm)].map(([text]) => text)
      for (const line of lines) console.log(line)
      return { faults, facts: { ballots: times * ballotsATime, lines: lines.length } }
    } finally {
      for (const server of servers) await server.stop()
    }
  },
}

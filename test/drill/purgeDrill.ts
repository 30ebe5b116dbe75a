import { databaseObstacle, startMariaDb } from '../support/databases/index.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

const files = 13_000

/** Its sample is the test file itself, with fewer files. */
export const purgeDrill: Drill = {
  title: `the nightly purge among ${files} files`,
  word: 'purge',
  inTests: true,
  obstacle: () => databaseObstacle('mariadb'),
  run: async () => {
    const server = await startMariaDb({ durable: true })
    try {
      const env = { PURGE_FILES: String(files), TEST_MARIADB_URL: server.url }
      const { faults, said } = runTestFile('test/server/photo/purgeInPieces.test.ts', env)
      for (const line of said.split('\n').filter((text) => text.includes('purge '))) console.log(line.trim())
      return { faults, facts: { files } }
    } finally {
      await server.stop()
    }
  },
}

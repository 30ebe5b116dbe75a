import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasMariaDb, serverVariable, startMariaDb } from '../support/databases/index.ts'
import { checkout } from '../support/run/checkout.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

const folder = join(checkout, 'artifacts', 'costs')
const shown = 40

/** Every reading of the contract by every kind of reader, among 13,000 people after ten years and in a tenth of that. */
export const costsDrill: Drill = {
  title: 'what every reading costs in a large and old house',
  word: 'costs',
  inTests: true,
  obstacle: () => undefined,
  run: async () => {
    const server = hasMariaDb() ? await startMariaDb({ durable: true }) : null
    try {
      const servers = server ? { [serverVariable('mariadb')]: server.url } : {}
      const { faults } = runTestFile('test/server/costs/everyRead.test.ts', { COSTS: 'whole', ...servers })
      for (const kind of server ? ['sqlite', 'mariadb'] : ['sqlite']) {
        const lines = readFileSync(join(folder, `${kind}.txt`), 'utf8').split('\n')
        console.log([kind, ...lines.slice(0, shown + 1)].join('\n'))
      }
      return { faults, facts: { tables: 'artifacts/costs' } }
    } finally {
      await server?.stop()
    }
  },
}

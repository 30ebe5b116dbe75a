import type { DatabaseServer } from '../support/databases/index.ts'
import { hasMariaDb, startMariaDb } from '../support/databases/index.ts'
import type { Drill } from './drill.ts'
import { runTestFile } from './testFile.ts'

const cardsAKill = 30

/**
 * Three instances, clocks ten minutes apart, killed as often as is said (100: 3,000 cards), an hour's outage, an hour of a
 * wrong list of addresses, a proxy's pages, lost answers. On a MariaDB of its own, or on the addresses that
 * DELIVERY_DATABASES names, one an instance: the nodes of a cluster.
 */
export const deliveryDrill: Drill = {
  title: 'cards to both platforms, each once, through everything',
  word: 'delivery',
  inTests: true,
  obstacle: () => (process.env.DELIVERY_DATABASES || hasMariaDb() ? undefined : 'no MariaDB found'),
  run: async (times) => {
    let server: DatabaseServer | null = null
    if (!process.env.DELIVERY_DATABASES) server = await startMariaDb({ durable: true })
    try {
      const own: Record<string, string> = server ? { TEST_MARIADB_URL: server.url } : {}
      const size = { DELIVERY_DRILL: `${times} ${times * cardsAKill}` }
      const { faults, said } = runTestFile('test/server/jobs/deliveryDrill.test.ts', { ...own, ...size })
      const seen = [...said.matchAll(/\{"(?:cards|kills|numbers)".*?\}/g)].map(([text]) => JSON.parse(text) as object)
      return { faults, facts: Object.assign({}, ...seen) as Record<string, unknown> }
    } finally {
      await server?.stop()
    }
  },
}

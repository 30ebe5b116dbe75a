import { openDatabase } from '../../../server/database/dataSource'
import { migrations } from '../../../server/database/migrations'
import { undoDownTo } from '../../../server/database/undo'
import { Database } from '../../../server/database/work'
import { policy } from '../../../server/policy'
import { describeEachDatabase } from '../../support/perDatabase'
import { startTestProduct } from '../../support/product'

describeEachDatabase('whether the house is ready', (db) => {
  it('depends on every table being made: not before, and then yes', async () => {
    const source = await openDatabase(db.url, { migrate: false })
    const database = new Database(source, { now: () => Date.now() }, policy)
    try {
      expect(await database.isReady()).toBe(false)
      await source.runMigrations()
      expect(await database.isReady()).toBe(true)
      await undoDownTo(source, migrations.at(-2)?.name ?? null)
      expect(await database.isReady()).toBe(false)
    } finally {
      await database.close()
    }
  })
})

describe('what a watchman asks', () => {
  it('the process is alive even when its database is not, and says so without a word too many', async () => {
    const product = await startTestProduct()
    const ask = async (path: string) => {
      const answer = await fetch(`${product.url}${path}`)
      return [answer.status, await answer.json()]
    }
    try {
      expect(await ask('/healthz')).toEqual([200, { alive: true }])
      expect(await ask('/readyz')).toEqual([200, { ready: true }])
      product.database.isReady = () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.5:3306'))
      expect(await ask('/healthz')).toEqual([200, { alive: true }])
      expect(await ask('/readyz')).toEqual([503, { ready: false }])
    } finally {
      await product.stop()
    }
  })

  it('an idle connection is kept longer than proxies keep theirs', async () => {
    const product = await startTestProduct()
    try {
      const { headers } = await fetch(`${product.url}/healthz`)
      expect(headers.get('keep-alive')).toBe('timeout=75')
    } finally {
      await product.stop()
    }
  })
})

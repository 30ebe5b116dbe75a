import type { DataSource } from 'typeorm'
import { openDatabase } from '../../../server/database/dataSource'
import { migrations } from '../../../server/database/migrations'
import { tableNames } from '../../../server/database/migrations/tables'
import { undoDownTo } from '../../../server/database/undo'
import { upgrade } from '../../../server/database/upgrade'
import { Database } from '../../../server/database/work'
import { policy } from '../../../server/policy'
import { describeEachBareDatabase } from '../../support/perDatabase'
import { startTestProduct } from '../../support/product'

const aLittleLater = () => new Promise((resume) => setTimeout(resume, 1100))
const tables = async (source: DataSource): Promise<string[]> => {
  const runner = source.createQueryRunner()
  return tableNames(runner).finally(() => runner.release())
}

describeEachBareDatabase('whether the house is ready', (db) => {
  it('depends on every table being made: not before, and then yes', async () => {
    const source = await openDatabase(db.url, { migrate: false })
    const database = new Database(source, { now: () => Date.now() }, policy)
    try {
      expect(await database.trouble()).toContain('还没有升级')
      expect(await tables(source)).toEqual([])
      await upgrade(source)
      await aLittleLater()
      expect(await database.trouble()).toBeNull()
      await undoDownTo(source, migrations.at(-2)?.name ?? null)
      await aLittleLater()
      expect(await database.trouble()).toContain('还没有升级')
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
      product.database.trouble = async () => '连不上数据库（ECONNREFUSED），请检查 DATABASE_URL 和数据库是否开着。'
      expect(await ask('/healthz')).toEqual([200, { alive: true }])
      const sentence = '连不上数据库（ECONNREFUSED），请检查 DATABASE_URL 和数据库是否开着。'
      expect(await ask('/readyz')).toEqual([503, { ready: false, sentence }])
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

import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, readConfig } from '../../server/config'
import { openDatabase } from '../../server/database/dataSource'
import { tableNames } from '../../server/database/migrations/tables'
import { StartRefused } from '../../server/database/startRefused'
import { Database } from '../../server/database/work'
import { createHouseMark } from '../../server/houseMark'
import { policy } from '../../server/policy'
import { describeEachBareDatabase } from '../support/perDatabase'
import { openHouse } from './organisation/house'

const settings = {
  FEISHU_APP_ID: 'cli_1',
  FEISHU_APP_SECRET: 'secret',
  FEISHU_ENCRYPT_KEY: 'key',
  FEISHU_VERIFICATION_TOKEN: 'token',
}

describeEachBareDatabase('a house that had people', (db) => {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-mark-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const configOf = (url: string): Config => readConfig({ ...settings, DATA_DIR: folder, DATABASE_URL: url })
  const open = async (url: string) => {
    const mark = createHouseMark(configOf(url))
    mark.refuseMissing()
    const source = await openDatabase(url, { beforeMigrating: mark.refuseEmptied })
    return new Database(source, { now: () => Date.parse('2026-09-01T02:00:00Z') }, policy)
  }

  it('begins without any, and is not held up', async () => {
    const { url } = await db.fresh()
    const database = await open(url)
    await createHouseMark(configOf(url)).keep(database)
    expect(existsSync(join(folder, 'house.json'))).toBe(false)
    await database.close()
    await (await open(url)).close()
  })

  it('does not begin anew by itself on an empty database: it says where it was, and makes no table', async () => {
    const house = await openHouse(db.url)
    await createHouseMark(configOf(db.url)).keep(house.database)
    await house.close()
    const { people } = JSON.parse(readFileSync(join(folder, 'house.json'), 'utf8'))
    expect(people).toBeGreaterThan(100)
    await (await open(db.url)).close()

    const empty = await db.fresh()
    const refused = await open(empty.url).catch((fault: Error) => fault)
    expect(refused).toBeInstanceOf(StartRefused)
    expect((refused as Error).message).toContain(`有${people}人`)
    expect((refused as Error).message).toContain('现在指的是')
    expect((refused as Error).message).toMatch(/一个人也没有.*没有启动.*请检查 DATABASE_URL.*house\.json，再启动。$/)
    expect((refused as Error).message).not.toMatch(/root@|password/)
    if (db.kind === 'sqlite') expect(existsSync(empty.name)).toBe(false)
    else {
      const source = await openDatabase(empty.url, { migrate: false })
      expect(await tableNames(source.createQueryRunner())).toEqual([])
      await source.destroy()
    }
    // Whoever means it says so.
    renameSync(join(folder, 'house.json'), join(folder, 'house.kept'))
    await (await open(empty.url)).close()
    renameSync(join(folder, 'house.kept'), join(folder, 'house.json'))
    await expect(open(empty.url)).rejects.toThrow(StartRefused)
  }, 60_000)

  it('is no matter of a demo, which begins anew as often as it likes', async () => {
    const demo = createHouseMark(readConfig({ DEMO: 'on', DATA_DIR: folder }))
    expect(() => demo.refuseMissing()).not.toThrow()
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/database/dataSource'
import { StartRefused } from '../../server/database/startRefused'
import { refuseOtherKeys } from '../../server/keyMark'
import { keyFolder } from '../../server/sealing/keyFolder'
import { describeEachDatabase } from '../support/perDatabase'

describeEachDatabase('the keys of a house', (db) => {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-keys-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const start = async (url: string, name: string, { keysLost = false, demo = false } = {}) => {
    const source = await openDatabase(url)
    try {
      await refuseOtherKeys(source, keyFolder(join(folder, name)), { demo, keysLost })
    } finally {
      await source.destroy()
    }
  }

  it('are told apart: an instance with other ones does not start, until the operator says that the old ones are lost', async () => {
    await start(db.url, 'own')
    await start(db.url, 'own')
    const refused = await start(db.url, 'other').catch((fault: Error) => fault)
    expect(refused).toBeInstanceOf(StartRefused)
    expect((refused as Error).message).toMatch(/^KEYS_DIR 里的钥匙不是这个数据库的.*没有启动.*KEYS_LOST=on/)
    expect((refused as Error).message).not.toContain(folder)
    // In a demo nothing lasts.
    await start(db.url, 'other', { demo: true })
    await start(db.url, 'own')
    await start(db.url, 'other', { keysLost: true })
    await start(db.url, 'other')
    await expect(start(db.url, 'own')).rejects.toThrow(StartRefused)
  })

  it('are the same for all that start at the same instant, if they share a folder', async () => {
    const { url } = await db.fresh()
    const together = await Promise.allSettled(Array.from({ length: 4 }, () => start(url, 'shared')))
    expect(together.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'))
    const apart = (await db.fresh()).url
    const outcomes = await Promise.allSettled(['one', 'two', 'three'].map((name) => start(apart, name)))
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  })

  it('that cannot be read are said at the start', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(start(db.url, 'file')).rejects.toThrow(/^KEYS_DIR 指的目录不能读写/)
  })
})

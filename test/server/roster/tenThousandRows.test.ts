import { setTimeout as pause } from 'node:timers/promises'
import { Department, Person } from '../../../entities'
import { readWorksheet } from '../../../server/files/workbookReader'
import { startCpuTime, startThreadTime } from '../../support/cpuTime'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse } from '../organisation/house'
import { importsOf } from './importing'
import { newcomer, rosterFile } from './workbook'

/** A newcomer in one of 40 new departments of 8 new branches, with accounts on both platforms. */
const people = (count: number, title: string) =>
  rosterFile(
    Array.from({ length: count }, (_none, at) =>
      newcomer(at, {
        部门编号: `X${at % 40}`,
        部门: `部门${at % 40}`,
        所属支部: `支部${at % 8}`,
        飞书账号: `ou_${String(at).padStart(32, '0')}`,
        企业微信账号: `NEW${at}`,
        职务: title,
      }),
    ),
  )

/** The longest stretch, in milliseconds of processor time, in which nothing else could happen while the body ran. */
async function longestPause(body: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let running = true
  const watch = async () => {
    while (running) {
      const spent = startThreadTime()
      await pause(5)
      longest = Math.max(longest, spent())
    }
  }
  const watching = watch()
  await body().finally(() => {
    running = false
  })
  await watching
  return longest
}

describeEachDatabase('ten thousand rows', (db) => {
  // What is measured is our own processor time, the same on each; on the servers fewer show that the statements hold.
  const count = db.kind === 'sqlite' ? 10_000 : 2_500
  let house: House
  let roster: ReturnType<typeof importsOf>
  let added = ''
  beforeAll(async () => {
    house = await openHouse(db.url)
    roster = importsOf(house)
  })
  afterAll(() => house.close())

  /** Reading the file alone: a house does it in a thread of its own, a test in this one (sheetThread.ts). */
  const parsing = async (file: Buffer): Promise<number> => {
    const spent = startThreadTime()
    await readWorksheet(file, { preferredName: '人员', mostRows: 20_000, mostColumns: 40 })
    return spent()
  }

  // Limits of processor time, and wide: a slow machine needs several times what a fast one does.
  const inSeconds = async (body: () => Promise<unknown>, mostQueries: number, parse = 0) => {
    const spent = startCpuTime()
    let queries = 0
    const longest = await longestPause(async () => {
      queries = await house.countQueries(body)
    })
    expect(spent()).toBeLessThan(25_000)
    expect(longest - parse).toBeLessThan(1_000)
    expect(queries).toBeLessThan(mostQueries)
  }

  it('are checked in seconds, without stopping the server, and with a statement for 500 of them', async () => {
    const file = people(count, '会计')
    const parse = await parsing(file)
    const check = async () => {
      expect((await roster.check(file)).summary).toEqual({ added: count, changed: 0, unchanged: 0 })
    }
    await inSeconds(check, 100, parse)
  })

  it('are added', async () => {
    const file = people(count, '会计')
    const parse = await parsing(file)
    const apply = async () => {
      const { batchId, summary } = await roster.apply(file)
      added = batchId
      expect(summary.added).toBe(count)
    }
    await inSeconds(apply, 220, parse)
  })

  it('are changed, and that is undone', async () => {
    let changed = ''
    const file = people(count, '出纳')
    const parse = await parsing(file)
    const apply = async () => {
      const { batchId, summary } = await roster.apply(file)
      changed = batchId
      expect(summary.changed).toBe(count)
    }
    await inSeconds(apply, 240, parse)
    await inSeconds(() => roster.undo(changed), 240)
  })

  it('are taken back, and nothing is left of them', async () => {
    await inSeconds(() => roster.undo(added), 240)
    expect(await house.source.manager.count(Person)).toBe(540)
    expect(await house.source.manager.count(Department)).toBe(14)
  })
})

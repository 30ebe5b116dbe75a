import { Department, Person } from '../../../entities'
import * as workbookReader from '../../../server/files/workbookReader'
import { longestPause, slowness, startCpuTime } from '../../support/cpuTime'
import { describeOnSqlite } from '../../support/perDatabase'
import { type House, openHouse } from '../organisation/house'
import { importsOf } from './importing'
import { newcomer, rosterFile } from './workbook'

/** Tables that were read before; a house reads each in a thread of its own, a test in this one (sheetThread.ts). */
const mockRead = new Map<Buffer, workbookReader.ReadWorksheet>()
jest.mock('../../../server/files/workbookReader', () => {
  const real = jest.requireActual<typeof workbookReader>('../../../server/files/workbookReader')
  const readWorksheet: typeof real.readWorksheet = async (content, options) =>
    mockRead.get(content) ?? (await real.readWorksheet(content, options))
  return { ...real, readWorksheet }
})

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

describeOnSqlite('ten thousand rows', (db) => {
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

  const readFile = async (title: string): Promise<Buffer> => {
    const file = people(count, title)
    const limits = { preferredName: '人员', mostRows: 20_000, mostColumns: 40 }
    mockRead.clear()
    mockRead.set(file, await workbookReader.readWorksheet(file, limits))
    return file
  }

  // Limits of processor time. That of the whole is wide: a slow machine needs several times what a fast one does. Nobody
  // waits longer than a tenth of a second; half of it was measured on a machine that was busy sevenfold.
  const inSeconds = async (body: () => Promise<unknown>, mostQueries: number) => {
    const spent = startCpuTime()
    let queries = 0
    const before = slowness()
    const longest = await longestPause(async () => {
      queries = await house.countQueries(body)
    })
    expect(spent()).toBeLessThan(25_000)
    expect(longest).toBeLessThan(100 * Math.max(before, slowness()))
    expect(queries).toBeLessThan(mostQueries)
  }

  it('are checked in seconds, without stopping the server, and with a statement for 250 of them', async () => {
    const file = await readFile('会计')
    const check = async () => {
      expect((await roster.check(file)).summary).toEqual({ added: count, changed: 0, unchanged: 0 })
    }
    await inSeconds(check, 150)
  })

  it('are added', async () => {
    const file = await readFile('会计')
    const apply = async () => {
      const { batchId, summary } = await roster.apply(file)
      added = batchId
      expect(summary.added).toBe(count)
    }
    await inSeconds(apply, 400)
  })

  it('are changed, and that is undone', async () => {
    let changed = ''
    const file = await readFile('出纳')
    const apply = async () => {
      const { batchId, summary } = await roster.apply(file)
      changed = batchId
      expect(summary.changed).toBe(count)
    }
    await inSeconds(apply, 440)
    await inSeconds(() => roster.undo(changed), 300)
  })

  it('are taken back, and nothing is left of them', async () => {
    await inSeconds(() => roster.undo(added), 500)
    expect(await house.source.manager.count(Person)).toBe(540)
    expect(await house.source.manager.count(Department)).toBe(14)
  })
})

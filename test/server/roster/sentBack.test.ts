import { buffer } from 'node:stream/consumers'
import { Person } from '../../../entities'
import { exportRoster } from '../../../server/features/roster/drawRoster'
import { readWorksheet } from '../../../server/files/workbookReader'
import { startCpuTime } from '../../support/cpuTime'
import { type DatabaseUnderTest, describeOnSqlite } from '../../support/perDatabase'
import { type House, openHouse } from '../organisation/house'
import { importsOf, office, tenants, wholeHouse } from './importing'
import { headings, newcomer, type PersonCells, rosterFile, workbookOf } from './workbook'

// A roster that goes out and comes back: `npm run drill -- sentBack` takes 10,000 people, here it is the sample house with some more.

const isWhole = process.env.SENT_BACK === 'whole'
const size = isWhole ? 9_500 : 60

/** Each column has something to be sorted; what only a few people have, only a few have. */
const more = (index: number): PersonCells => {
  const isMember = index % 3 === 0
  return newcomer(index, {
    姓名: `${'赵钱孙李周吴郑王'[index % 8]}${'安邦承德恩福刚海健凯'[(index * 7) % 10]}${'明宁平强荣山天文'[(index * 3) % 8]}`,
    性别: index % 2 ? '男' : '女',
    政治面貌: isMember ? '中共党员' : '群众',
    部门编号: `X${(index * 5) % 12}`,
    部门: `第${(index * 5) % 12}分公司`,
    所属支部: `第${((index * 5) % 12) % 4}支部`,
    职务: ['会计', '出纳', '审计', '内勤'][(index * 3) % 4] ?? '',
    职务级别: (index * 3) % 5,
    入职时间: `20${String((index * 7) % 20).padStart(2, '0')}-0${(index % 9) + 1}-1${index % 9}`,
    重点岗位: index % 4 ? '否' : '是',
    ...(isMember
      ? { 入党时间: `201${(index * 3) % 10}-07-01`, 党内职务: index % 9 ? null : `${index % 2 ? '组织' : '宣传'}委员` }
      : {}),
  })
}

describeOnSqlite('a roster that is exported and sent back', (db: DatabaseUnderTest) => {
  // In full on one database: what is measured and judged is our own work, the same on each.
  const count = isWhole && db.kind !== 'sqlite' ? 500 : size
  const ways = isWhole || db.kind !== 'sqlite' ? [1] : [1, -1]
  const columns = isWhole || db.kind === 'sqlite' ? headings.length : 3
  let house: House
  let roster: ReturnType<typeof importsOf>
  let rows: (string | null)[][] = []
  beforeAll(async () => {
    house = await openHouse(db.url)
    roster = importsOf(house)
    await roster.apply(rosterFile(Array.from({ length: count }, (_none, index) => more(index))))
  }, 300_000)
  afterAll(() => house.close())

  const exported = (): Promise<Buffer> =>
    house.as(office, async (work) => buffer((await exportRoster(tenants)(work)).content))

  it('as it is changes nobody', async () => {
    const spent = startCpuTime()
    const file = await exported()
    const read = await readWorksheet(file, { preferredName: '人员', mostRows: 20_000, mostColumns: 30 })
    rows = read.rows.slice(3).map(({ cells }) => headings.map((_heading, at) => cells[at]?.text ?? null))
    const { summary, problems, questions, differenceCount } = await roster.check(file)
    process.stderr.write(
      `sentBack: ${rows.length} rows out and back in ${Math.round(spent())} ms of CPU on ${db.kind}\n`,
    )
    expect([problems, questions, differenceCount]).toEqual([[], [], 0])
    expect(summary.unchanged).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(count)
  }, 300_000)

  it('with any one of its columns sorted alone changes nobody, and says which it was', async () => {
    const before = await wholeHouse(house)
    const told: string[] = []
    for (const [column, heading] of [...headings.entries()].slice(0, columns))
      for (const way of ways) {
        const values = rows.map((row) => row[column] ?? '')
        const filled = values.filter(Boolean).sort((one, other) => (one < other ? -way : one > other ? way : 0))
        // As spreadsheets do, blanks last.
        const sorted = rows.map((row, at) =>
          row.map((value, place) => (place === column ? (filled[at] ?? null) : value)),
        )
        const moved = sorted.filter((row, at) => (row[column] ?? '') !== values[at]).length
        if (moved < 5) continue
        const { problems, questions, differences, summary } = await roster.check(
          workbookOf({ rows: [headings, ...sorted] }),
        )
        const said = problems[0]?.sentence ?? ''
        const isStill = questions.length + differences.length === 0
        if (!isStill || problems.length !== 1 || !said.includes(`“${heading}”这一列和别的列错开了`))
          told.push(`${heading} ${way}: ${problems.length} ${said} ${JSON.stringify(summary)}`)
      }
    expect(told).toEqual([])
    expect(await house.source.manager.count(Person)).toBeGreaterThan(count)
    expect(await wholeHouse(house)).toBe(before)
  }, 1_800_000)
})

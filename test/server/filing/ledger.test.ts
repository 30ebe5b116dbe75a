import { randomUUID } from 'node:crypto'
import { Workbook } from 'exceljs'
import { Filing } from '../../../entities'
import { branchId as sampleBranch } from '../../../server/demo/sampleOrganisationPeople'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { describeByTurn } from '../../support/perDatabase'
import type { Caller } from '../../support/product'
import { type FilingStage, ok, openFilings } from './filingStage'

const form = 'measureFiling'
type Filter = { state?: string; branchId?: string; year?: number; text?: string }

const filing = (at: number, change: Partial<Filing>): Filing => {
  const id = randomUUID()
  return {
    id,
    form,
    branchId: sampleBranch('finance'),
    subjectKey: id,
    subject: `往年事项${at}`,
    version: 1,
    supersedesId: null,
    state: 'RECORDED',
    content: { adoptedDay: '2024-03-01', unit: 'BRANCH', measures: `走访第${at}户` },
    dueDay: null,
    filedById: null,
    filedAt: instantOf(toCalendarDay('2024-03-02'), at),
    late: false,
    number: `机委备〔2024〕${at}号`,
    numberYear: 2024,
    numberSerial: at,
    returnReason: null,
    revision: 1,
    ...change,
  }
}

/** What the page shows under a filter is what its sheet holds, row by row (R65). */
describeByTurn('the ledger of a form', (db) => {
  let stage: FilingStage
  const all = 720
  beforeAll(async () => {
    stage = await openFilings(db.url)
    const marketing = { branchId: sampleBranch('marketing') }
    const rows = Array.from({ length: all }, (_, at) => filing(at + 1, at % 2 ? marketing : {}))
    const odd = [
      filing(801, {
        content: { measures: '降本"三成"\n满意率100%' },
        filedAt: instantOf(toCalendarDay('2024-12-31'), 1439),
      }),
      filing(802, { state: 'RETURNED', filedAt: instantOf(toCalendarDay('2025-01-01'), 0), subject: '_' }),
      filing(803, { state: 'DRAFT', filedAt: null, dueDay: '2025-06-30', number: null, numberSerial: null }),
      filing(804, { state: 'DRAFT', filedAt: null, number: null, numberSerial: null }),
    ]
    await stage.product.database.unitOfWork(null, 'job', (work) => work.insert(Filing, [...rows, ...odd]))
  }, 60_000)
  afterAll(() => stage.product.stop())

  const page = async (filter: Filter, who: Caller = stage.office, number = 1) =>
    ok(await who.call('filing.ledger', { form, page: number, ...filter }))
  /** Every row of the page, by its branch and subject. */
  const shown = async (filter: Filter, who?: Caller): Promise<string[]> => {
    const { filings, pages } = await page(filter, who)
    const rest: string[][] = []
    for (let number = 2; number <= pages; number += 1)
      rest.push((await page(filter, who, number)).filings.map((each) => `${each.branchName} ${each.subject}`))
    return [...filings.map((each) => `${each.branchName} ${each.subject}`), ...rest.flat()]
  }
  const sheet = async (filter: Filter, who: Caller = stage.office) => {
    const query = new URLSearchParams(
      Object.entries(filter).map(([key, value]): [string, string] => [key, String(value)]),
    )
    const response = await who.fetch(`/api/filing-sheets/${form}?${query}`)
    expect(response.status).toBe(200)
    const workbook = new Workbook()
    await workbook.xlsx.load(await response.arrayBuffer())
    const table = workbook.getWorksheet('台账')
    if (!table) throw new Error('no table')
    const rows: string[] = []
    table.eachRow((row, number) => {
      if (number > 3) rows.push(`${row.getCell(1).text} ${row.getCell(2).text}`)
    })
    return { table, rows }
  }

  test.each<[string, Filter]>([
    ['everything', {}],
    ['a state', { state: 'RECORDED' }],
    ['what is owed and not begun', { state: 'NOT_STARTED' }],
    ['a branch', { branchId: sampleBranch('marketing') }],
    ['a year', { year: 2024 }],
    ['the next, by the clock in China', { year: 2025 }],
    ['this year, of which nothing stands', { year: 2026 }],
    ['words', { text: '第17户' }],
    ['the name of a branch', { text: '营销' }],
    ['a number', { text: '〕700号' }],
    ['a number as another keyboard writes it', { text: '[2024]70０号' }],
    ['words of two columns', { text: '营销 第7' }],
    ['all at once', { state: 'RECORDED', branchId: sampleBranch('finance'), year: 2024, text: '走访第71' }],
  ])('under %s the sheet has the rows of the page in their order', async (_what, filter) => {
    const [onPage, onSheet] = [await shown(filter), await sheet(filter)]
    expect(onSheet.rows).toEqual(onPage)
    expect(onPage.length).toBeGreaterThan(0)
    expect(onSheet.table.getCell('A2').text).toContain(`共${onPage.length}份`)
  })

  test('each filter leaves out what it should, and the counts follow all but the state', async () => {
    expect(await shown({ year: 2024, state: 'RECORDED' })).toHaveLength(all + 1)
    expect((await shown({ year: 2025 })).map((row) => row.split(' ')[1])).toEqual(['_', '往年事项803'])
    for (const [text, subject] of [
      ['"三成"', '往年事项801'],
      ['100%', '往年事项801'],
      ['_', '_'],
      ['三成"\n', '往年事项801'],
    ] as const)
      expect((await shown({ text })).map((row) => row.split(' ')[1])).toEqual([subject])
    const { counts, branches, years } = await page({ year: 2025, state: 'DRAFT' })
    expect(counts.map(({ state, count }) => [state, count])).toEqual([
      ['DRAFT', 1],
      ['RETURNED', 1],
    ])
    expect(years).toEqual([2026, 2025, 2024])
    expect(branches.map(({ name }) => name)).toEqual(expect.arrayContaining(['财投支部', '营销支部']))
  })

  test('a branch sees its own, whatever branch it asks for', async () => {
    const own = await shown({}, stage.secretary)
    expect(own.every((row) => row.startsWith('财投支部'))).toBe(true)
    const other = { branchId: sampleBranch('marketing') }
    expect(await shown(other, stage.secretary)).toEqual([])
    expect((await sheet(other, stage.secretary)).rows).toEqual([])
    expect((await page({}, stage.secretary)).branches.map(({ name }) => name)).toEqual(['财投支部'])
  })

  test('the sheet has title, frozen head, borders, and is too wide for A4: A3 lying with its head on every page', async () => {
    const { table } = await sheet({ state: 'RECORDED' })
    expect(table.getCell('A1').text).toBe('点对点联系服务措施台账')
    expect(table.getCell('C1').master.text).toBe('点对点联系服务措施台账')
    expect(table.getCell('A3').fill).toMatchObject({ fgColor: { argb: 'FFF2F2F2' } })
    expect(table.getCell('A4').border.top?.style).toBe('thin')
    expect(table.getCell('C4').value).toBe(1)
    expect(table.getCell('C4').alignment.horizontal).toBe('right')
    expect(table.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 })
    expect(table.pageSetup).toMatchObject({ paperSize: 8, orientation: 'landscape', printTitlesRow: '1:3' })
    expect(table.headerFooter.oddFooter).toBe('第&P页，共&N页')
  })

  test('whoever goes away in the middle leaves nothing running', async () => {
    const away = new AbortController()
    const response = await fetch(`${stage.product.url}/api/filing-sheets/${form}`, {
      headers: { cookie: stage.office.cookie, 'X-Requested-By': 'lianxinqiao' },
      signal: away.signal,
    })
    away.abort()
    await expect(response.arrayBuffer()).rejects.toThrow()
    expect((await sheet({ text: '第17户' })).rows).toHaveLength(1)
  })
})

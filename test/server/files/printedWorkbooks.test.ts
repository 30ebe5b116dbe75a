import { buffer } from 'node:stream/consumers'
import type { Work } from '../../../server/database/work'
import { defaultTemplate } from '../../../server/domain/evaluation/defaultTemplate'
import type { Subject } from '../../../server/domain/evaluation/roster'
import { buildTable1, type LabelledValue } from '../../../server/domain/evaluation/table1'
import { tallyRound } from '../../../server/domain/evaluation/tally'
import { rosterColumns } from '../../../server/domain/organisation/rosterColumns'
import type { RaterGroup } from '../../../server/domain/scoring/terms'
import { columnWidth } from '../../../server/features/roster/columnWidth'
import { rosterTemplate } from '../../../server/features/roster/drawTemplate'
import { streamWorkbook } from '../../../server/files/streamedWorkbook'
import { table1Workbook } from '../../../server/files/table1Workbook'
import { writeWorkbook } from '../../../server/files/workbookWriter'
import { colliding, describeWithDocumentTools, outside, printFiles, readPdf } from '../../support/documentTools'

jest.setTimeout(120_000)

const ballots = (group: RaterGroup, count: number) => ({
  group,
  due: count,
  struck: 0,
  ballots: Array.from({ length: count }, () => 'AABAA'),
})
const memberGroups = [ballots('SELF', 1), ballots('PEER', 5), ballots('MASSES', 5), ballots('ORG', 1)]
const branchGroups = [ballots('PEER', 5), ballots('MASSES', 6), ballots('SUPERIOR', 1)]

/** The largest branch of the sample house has 43 members. */
const members = Array.from({ length: 43 }, (_, at): Subject => {
  return { key: `MEMBER:${at}`, kind: 'MEMBER', personId: String(at), graded: at !== 7 }
})
const others: Subject[] = [
  { key: 'SECRETARY:0', kind: 'SECRETARY', personId: '0', graded: true },
  { key: 'ORG:demo', kind: 'ORG', personId: null, graded: true },
]
const checksum = 'fe69df5faa9acef76784caf48d768499f94807cb3a94d6dbd8312a2f6a4362dd'
const labelled = (pairs: Record<string, string>): LabelledValue[] =>
  Object.entries(pairs).map(([label, value]) => ({ key: label === '校验码' ? 'checksum' : label, label, value }))

function largestTable1(): Promise<Buffer> {
  const subjects = [...members, ...others]
  const { results } = tallyRound({
    template: defaultTemplate,
    subjects,
    ballots: subjects.map(({ key, kind }) => ({
      subjectKey: key,
      groups: kind === 'MEMBER' ? memberGroups : branchGroups,
    })),
    vetoes: [],
  })
  const people = subjects.map(({ key }, at) => ({
    subjectKey: key,
    name: at % 5 === 0 ? '阿卜杜热合曼·买买提依明' : '林知夏',
    departmentName: at % 2 ? '生产管理部' : '综合管理与生产经营协调保障部第一联合办公室',
    departmentOrder: at % 2,
    politicalLabel: at === 7 ? '中共预备党员' : '中共党员',
    remark: at % 9 ? '' : '2026年9月3日由信息支部转入，评价时段内在原支部工作三个月',
  }))
  const header = labelled({
    '支部（盖章）': '生技支部',
    期间: '2026年下半年',
    依据文件: '江岳机委发〔2026〕9号',
    评价完成日: '2026年12月28日',
    上报日: '',
  })
  const footer = labelled({
    填表人: '',
    监票人: '沈知秋、莫朝露',
    '支部书记（签名）': '孟松涛',
    支委会日期: '2026年12月28日，应到5人，实到4人，记录支委会〔2026〕9号',
    '公开日期（公开栏、党员大会）': '',
    校验码: checksum,
  })
  return table1Workbook(
    buildTable1({ template: defaultTemplate, people, results, grades: new Map(), header, footer }, 'INTERNAL'),
  )
}

const longReason = '本部门党员长期派驻外地项目，岗区由项目所在地党组织统一设置，本年度不再单独设置。'
/** As 岗区汇总 has it: narrow counts between long texts. */
const longTexts = () =>
  writeWorkbook([
    {
      name: '汇总',
      widths: [6, 18, 8, 28, 22],
      headRows: 3,
      blocks: [
        { kind: 'title', text: '党员示范岗、党员责任区设置汇总表' },
        { kind: 'line', text: `依据文件：江岳机委发〔2026〕9号《${longReason}${longReason}》` },
        {
          kind: 'table',
          headings: ['序号', '部门', '党员数（在职）', '免设理由', '缺项'].map((text) => ({ text })),
          columns: [{}, {}, {}, {}, {}],
          rows: Array.from({ length: 60 }, (_, at) => [at + 1, '综合办公室', 11, at % 3 ? '' : longReason, longReason]),
        },
      ],
    },
  ])

const account = 'ou_8403508440373846a1b2c3d4e5f60718'
/** As the roster leaves: some twenty columns, a day in three of them, an account without any place to break. */
async function wideRoster(): Promise<Buffer> {
  const values: Record<string, string> = {
    positionTitle: `${longReason}兼安全生产监督员`,
    joinedPartyDay: '2008年12月31日',
    feishuAccount: account,
  }
  const row = rosterColumns.map(({ key, heading }) => values[key] ?? heading)
  const sheet = {
    name: '名册',
    widths: rosterColumns.map(columnWidth),
    title: '名册',
    line: '2026年9月7日',
    headings: rosterColumns.map(({ heading }) => heading),
    pages: [Array.from({ length: 40 }, () => row)],
  }
  return buffer(await streamWorkbook(sheet))
}

describeWithDocumentTools('workbooks, printed', () => {
  const pages = new Map<string, Awaited<ReturnType<typeof readPdf>>>()
  const printed = (name: string) => {
    const found = pages.get(name)
    if (!found) throw new Error(`not printed: ${name}`)
    return found
  }
  beforeAll(async () => {
    const files = new Map([
      ['表1', await largestTable1()],
      ['汇总', await longTexts()],
      ['名册', await wideRoster()],
      ['名册导入模板', (await rosterTemplate({ must: () => undefined } as unknown as Work)).content as Buffer],
    ])
    for (const [name, content] of await printFiles('xlsx', files)) pages.set(name, await readPdf(content))
  })

  test.each([
    ['表1', 'A4 lying', 842, 595],
    ['汇总', 'A4 standing', 595, 842],
    ['名册', 'A3 lying', 1191, 842],
  ])('%s: %s, every letter on the page and apart from the others', (name, _paper, wide, high) => {
    const { sizes } = printed(name)
    for (const { width, height } of sizes) expect([Math.round(width), Math.round(height)]).toEqual([wide, high])
    expect(outside(printed(name))).toEqual([])
    expect(colliding(printed(name))).toEqual([])
  })

  test('a template has its columns side by side: a page for what is filled in, for the examples and for the guide', () => {
    const { sizes } = printed('名册导入模板')
    expect(sizes.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([
      [1191, 842],
      [1191, 842],
      [595, 842],
    ])
  })

  test('a day of the roster stands on one line, an account is whole', () => {
    const { words, text } = printed('名册')
    expect(words.filter(({ letters }) => letters === '2008年12月31日')).toHaveLength(40)
    expect(text.split(account).length - 1).toBe(40)
  })

  test('表1 is signed in places that a pen has room in, behind one another nothing', () => {
    const { words } = printed('表1')
    const placed = ['填表人：', '监票人：', '支部书记（签名）：', '支委会日期：', '公开日期'].map((label) => {
      const found = words.find(({ letters }) => letters.startsWith(label))
      if (!found) throw new Error(`not printed: ${label}`)
      return found
    })
    const [author, scrutineers, secretary, committee, published] = placed
    if (!author || !scrutineers || !secretary || !committee || !published) throw new Error('not printed')
    const names = words.find(({ letters, page }) => page === secretary.page && letters.endsWith('孟松涛'))
    expect(Math.round(author.top)).toBe(Math.round(secretary.top))
    expect(Math.round(committee.top)).toBe(Math.round(published.top))
    // Points: two thirds of an inch and more behind what is printed.
    expect(scrutineers.left - author.right).toBeGreaterThan(90)
    expect(842 - 36 - (names?.right ?? 842)).toBeGreaterThan(90)
    expect(committee.top - author.bottom).toBeGreaterThan(9)
  })

  test('nothing of a long text is cut, in any row', () => {
    const { text } = printed('汇总')
    expect(text.split('本年度不再单独设置。').length - 1).toBeGreaterThanOrEqual(60 + 20)
  })

  test('表1 has its headings on every page of members, and the whole 校验码 on the last', () => {
    const { text, sizes } = printed('表1')
    expect(sizes.length).toBeGreaterThan(2)
    expect(text.split('支部评定等次').length - 1).toBe(sizes.length - 1)
    expect(text).toContain(`校验码：${checksum}`)
    expect(text).toContain(`第${sizes.length}页，共${sizes.length}页`)
  })
})

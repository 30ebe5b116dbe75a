import { Person } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'
import { importsOf } from './importing'
import { headings, type TestCell, type TestWorkbook, workbookOf } from './workbook'

// The kinds of files that were seen to come in wrong (tables of HR, of other programs, with a slip of the hand), each with
// its result or its one sentence.

/** Without the columns that came later: what HR had at hand. */
const old = headings.slice(0, 4).concat(headings.slice(5, 17))
const table = (rows: TestCell[][], more: Omit<TestWorkbook, 'rows'> = {}): Buffer =>
  workbookOf({ rows: [old, ...rows], sheetName: 'Sheet1', ...more })
const newcomer = (staffNumber: TestCell, name: TestCell, ...others: TestCell[]): TestCell[] => [
  staffNumber,
  name,
  '男',
  '中共党员',
  'D02',
  ...others,
]

describeByTurn('files of a kind that once came in wrong', (db) => {
  let house: House
  let roster: ReturnType<typeof importsOf>
  beforeAll(async () => {
    house = await openHouse(db.url)
    roster = importsOf(house)
  })
  afterAll(() => house.close())

  /** Who would be what, and everything that is said. */
  async function told(content: Buffer): Promise<string[]> {
    const { differences, problems, warnings, questions } = await roster.check(content)
    return [
      ...(problems.length ? [] : differences).map(({ staffNumber, name, isNew, fields }) => {
        const status = fields.find(({ field }) => field === '政治面貌')?.after ?? ''
        return `${isNew ? '+' : '~'}${staffNumber} ${name} ${status}`.trim()
      }),
      ...[...problems, ...warnings].map(({ row, column, sentence }) => `${row}${column}：${sentence}`),
      ...questions.map(({ kind, sentence }) => `${kind}：${sentence}`),
    ]
  }
  const two = ['+ZZ1 试用乙 中共党员', '+ZZ2 试用丙 中共党员']
  const twoRows = [newcomer('ZZ1', '试用乙'), newcomer('ZZ2', '试用丙')]
  const inRuns = (cell: TestCell): TestCell =>
    typeof cell === 'string' ? { xml: `<is><r><t>${cell}</t></r></is>`, type: 'inlineStr' } : cell

  it.each<[string, Buffer, string[]]>([
    [
      'marks of direction around a number',
      table([newcomer('\u202dZZ77\u202c', '试用乙')]),
      ['+ZZ77 试用乙 中共党员', '2工号：工号“ZZ77”有多余的空格或符号，已按“ZZ77”处理。'],
    ],
    [
      'one number in two spellings',
      table([newcomer('ab01', '试用乙'), newcomer('AB01', '试用丙')]),
      ['3工号：工号“AB01”和第2行重复。'],
    ],
    ['a hidden row', table(twoRows, { hiddenRow: 2 }), [...two, 'hidden：试用乙这一行在表格里是隐藏的。']],
    ['texts in runs', table(twoRows.map((row) => row.map(inRuns))), two],
    ['cells without their address', table(twoRows, { withoutAddresses: true }), two],
    [
      'a carriage return and a space, escaped',
      table([newcomer('ZZ1', '张_x0020_三', null, null, '科长_x000D_')]),
      [
        '+ZZ1 张三 中共党员',
        '2姓名：姓名“张 三”有多余的空格或符号，已按“张三”处理。',
        '2职务：职务“科长”有多余的空格或符号，已按“科长”处理。',
      ],
    ],
    [
      'optional columns missing',
      workbookOf({ rows: [old.slice(0, 7), ['T0001', '云小甲', '男', '群众', 'D04', '财务部', '财投支部']] }),
      ['+T0001 云小甲 群众'],
    ],
    [
      'columns that are none of ours',
      workbookOf({
        rows: [
          ['序号', ...old, '联系电话'],
          [1, 'T0001', '𠮷田㛃', '男', '群众', 'D04', ...Array<null>(11).fill(null), '13800138000'],
        ],
      }),
      ['+T0001 𠮷田㛃 群众', '1表头：“序号”“联系电话”不是名册里的列，没有导入。'],
    ],
    [
      'numbers as cells: long, ruined, wide, with a point, in words',
      table([
        newcomer(13912345678, '赵小甲', null, null, null, '１０'),
        newcomer({ xml: '<v>8.613800138000123e+19</v>' }, '赵小乙', null, null, null, 10.5),
        newcomer('００１２３', '赵小丙', null, null, null, '十'),
      ]),
      [
        '3工号：工号是过长的数字，表格已丢失末几位，请设为文本格式后重新填写。',
        '3职务级别：职务级别“10.5”不对，要填0到99的整数。',
        '4职务级别：职务级别“十”不对，要填0到99的整数。',
        '2职务级别：职务级别“１０”有全角字符，已按“10”处理。',
        '4工号：工号“００１２３”有全角字符，已按“00123”处理。',
      ],
    ],
  ])('%s', async (_what, content, expected) => {
    expect(await told(content)).toEqual(expected)
  })

  const full =
    '中国共产党党员 中国共产党预备党员 中国共产主义青年团团员 中国国民党革命委员会会员 中国民主同盟盟员 中国民主建国会会员 中国民主促进会会员 中国农工民主党党员 中国致公党党员 九三学社社员 台湾民主自治同盟盟员 无党派民主人士 群众'
  const short =
    '中共党员 中共预备党员 共青团员 民革会员 民盟盟员 民建会员 民进会员 农工党党员 致公党党员 九三学社社员 台盟盟员 无党派人士 群众'
  it.each([
    ['full', full],
    ['short', short],
  ])('all thirteen of GB/T 4762 by their %s names', async (_which, names) => {
    const given = names.split(' ')
    const rows = given.map((name, at): TestCell[] => [
      `G${at}`,
      `面貌${'甲乙丙丁戊己庚辛壬癸子丑寅'[at]}`,
      null,
      name,
      'D02',
    ])
    const { problems, differences, warnings } = await roster.check(table(rows))
    const become = differences.map(({ fields }) => fields.find(({ field }) => field === '政治面貌')?.after)
    expect([problems, become]).toEqual([[], ['中共党员', '中共预备党员', ...Array(11).fill('群众')]])
    expect(warnings.map(({ sentence }) => sentence)).toEqual(
      given.slice(2, 12).map((name) => `政治面貌“${name}”按群众登记。`),
    )
  })

  it('names sorted without their numbers, and statuses that go back', async () => {
    const keys = ['member', 'memberSecond', 'scrutineer', 'office', 'financeSecretary']
    const people = await Promise.all(
      keys.map((key) => house.as(null, (work) => work.manager.findOneByOrFail(Person, { id: persona(key).personId }))),
    )
    const names = people.map(({ name }) => name)
    const shifted = people.map(({ staffNumber }, at) => [
      staffNumber,
      names[(at + 1) % names.length] ?? '',
      null,
      '中共党员',
    ])
    expect(await told(table(shifted))).toEqual([
      '2姓名：“姓名”这一列和别的列错开了：5人的值都换成了别人的，像是只给这一列排了序。没有改动任何人；请把整张表一起排序，或重新下载名册来改。',
    ])
    const [one, other] = people
    const back = [
      [one?.staffNumber ?? '', one?.name ?? '', null, '群众'],
      [other?.staffNumber ?? '', other?.name ?? '', null, '中共预备党员'],
    ]
    expect((await told(table(back))).filter((line) => line.startsWith('back'))).toEqual([
      `back：${one?.name}的政治面貌从“中共党员”变成“群众”。`,
      `back：${other?.name}的政治面貌从“中共党员”变成“中共预备党员”。`,
    ])
  })
})

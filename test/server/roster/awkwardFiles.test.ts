import { type BookType, CFB, utils, write } from '@e965/xlsx'
import { readRoster } from '../../../server/features/roster/readRoster'
import { packParts, partsOf } from '../../../server/files/workbookArchive'
import { standardSheet } from './otherMakers'
import { type TestCell, type TestWorkbook, workbookOf } from './workbook'

// Tables as offices hand them about: what is no person's in them, what is no roster, numbers and days that were bent on the way.

const heads = ['工号', '姓名', '政治面貌', '部门', '入职时间']
const lines = [
  ['T0001', '云小甲', '中共党员', '财务部', '2024-01-01'],
  ['T0002', '云小乙', '群众', '财务部', '2023-07-09'],
]
const both = ['T0001 云小甲 FULL_MEMBER 财务部 2024-01-01', 'T0002 云小乙 MASSES 财务部 2023-07-09']

/** What was read, in short; of a file that is refused its sentence. */
async function told(content: Buffer): Promise<string[]> {
  try {
    const { rows, problems, warnings } = await readRoster(content)
    return [
      ...rows.map((row) =>
        [row.staffNumber, row.name, row.politicalStatus, row.departmentName, row.joinedDay].filter(Boolean).join(' '),
      ),
      ...[...problems, ...warnings].map(({ row, column, sentence }) => `${row}${column}：${sentence}`),
    ]
  } catch (refused) {
    return [String((refused as Error).message)]
  }
}
const table = (rows: TestCell[][], more: Omit<TestWorkbook, 'rows'> = {}): Buffer =>
  workbookOf({ rows: [heads, ...rows], ...more })
const csv = (rows: string[][], sign = ',', end = '\r\n'): string => rows.map((row) => row.join(sign) + end).join('')
const asText = (rows: string[][]): Buffer => Buffer.from(csv([heads, ...rows]))
const noTable = '这个文件打不开，不是能读的表格。请在表格软件里打开，另存为“Excel 工作簿（.xlsx）”后再传。'
const aside = (row: number, text: string): string => `${row}整行：“${text}”这一行不是人员，没有导入。`
const swapped = (content: Buffer): Buffer => Buffer.from(content).swap16()

describe('lines that are nobody’s', () => {
  it.each<[string, Buffer, string[]]>([
    [
      'a sum and who made the list',
      table([...lines, ['合 计', '2人'], ['填表人：云小甲', null, '审核人：', null, '2026年9月1日']]),
      [...both, aside(4, '合计'), aside(5, '填表人：云小甲')],
    ],
    [
      'headings of each printed page, a remark over all columns',
      table([lines[0] ?? [], heads, lines[1] ?? [], ['备注：本表一式两份。']], { merges: ['A5:E5'] }),
      [...both, aside(3, '工号'), aside(5, '备注：本表一式两份。')],
    ],
    [
      'names of sections between the people',
      table([['财务部（1人）'], lines[0] ?? [], [], ['市场部（1人）'], lines[1] ?? []], { merges: ['A2:E2', 'A5:E5'] }),
      [...both, aside(2, '财务部（1人）'), aside(5, '市场部（1人）')],
    ],
  ])('%s', async (_what, content, expected) => expect(await told(content)).toEqual(expected))

  it('whoever lacks something is a person, and is asked for it', async () => {
    expect(await told(table([[null, '云小丙'], ['T0003'], ['合计', '云小丁', '群众']]))).toEqual([
      '2工号：工号没有填。',
      '2政治面貌：政治面貌没有填。',
      '3姓名：姓名没有填。',
      '3政治面貌：政治面貌没有填。',
      '4工号：工号“合计”不对，只能用字母、数字和“-”“_”“.”。',
    ])
  })

  it('more sheets of people: one is read, and the others are named', async () => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([heads, lines[0] ?? []]), '财务部')
    utils.book_append_sheet(book, utils.aoa_to_sheet([heads, lines[1] ?? []]), '市场部')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['填写说明']]), '说明')
    const written: Buffer = write(book, { type: 'buffer' })
    expect(await told(Buffer.from(written))).toEqual([
      both[0],
      '1工作表：工作表“市场部”也像名册，没有导入；这次只读了“财务部”。要一起导入，请合成一张表。',
    ])
  })
})

describe('numbers and days that were bent', () => {
  const person = (staffNumber: TestCell, day: TestCell = null): TestCell[] => [
    staffNumber,
    '云小甲',
    '群众',
    '财务部',
    day,
  ]
  const ruined = '工号：工号是过长的数字，表格已丢失末几位，请设为文本格式后重新填写。'
  it('marks of a text, a point that a program wrote, and a number that lost its end', async () => {
    const file = asText([
      ['="00123"', '云小甲', '群众', '财务部', '="2024-01-01"'],
      ["'00124", "'云小乙", '群众', '财务部', '-'],
      ['10087.0', '云小丙', '群众', '财务部', '—'],
      ['1.23E+10', '云小丁', '群众', '财务部', ''],
    ])
    expect(await told(file)).toEqual([
      '00123 云小甲 MASSES 财务部 2024-01-01',
      '00124 云小乙 MASSES 财务部',
      '10087 云小丙 MASSES 财务部',
      `5${ruined}`,
      '2工号：工号“="00123"”有多余的空格或符号，已按“00123”处理。',
      '2入职时间：入职时间“="2024-01-01"”有多余的空格或符号，已按“2024-01-01”处理。',
      "3工号：工号“'00124”有多余的空格或符号，已按“00124”处理。",
      "3姓名：姓名“'云小乙”有多余的空格或符号，已按“云小乙”处理。",
      '4工号：工号“10087.0”有多余的空格或符号，已按“10087”处理。',
    ])
  })

  it('a fraction or a number below nothing is nobody’s number', async () => {
    expect(await told(table([person(1.5), person(-5), person(10086)]))).toEqual([
      '10086 云小甲 MASSES 财务部',
      '2工号：工号“1.5”是小数或负数，不会是工号，请核对后重新填写。',
      '3工号：工号“-5”是小数或负数，不会是工号，请核对后重新填写。',
    ])
  })

  it.each([
    [false, 45292],
    [true, 45292 - 1462],
    [false, 45292.5],
  ])('days that are bare numbers, counted from 1904: %s', async (since1904, day) => {
    expect(await told(table([person('T0001', day)], { since1904 }))).toEqual(['T0001 云小甲 MASSES 财务部 2024-01-01'])
  })

  it('a day with its weekday is read, what is no day is told as such', async () => {
    const days = [
      '2024/1/1 星期一',
      '二〇二四年一月一日',
      '2024年1月1日下午在人力资源部报到',
      { xml: '<v>-1</v>', style: 1 },
    ]
    expect(await told(table(days.map((day, at) => person(`T000${at}`, day))))).toEqual([
      'T0000 云小甲 MASSES 财务部 2024-01-01',
      'T0001 云小甲 MASSES 财务部 2024-01-01',
      'T0002 云小甲 MASSES 财务部',
      'T0003 云小甲 MASSES 财务部',
      '4入职时间：入职时间“2024年1月1日下午在人力资源部报到”不对，要写到日，如2008年7月1日。',
      '5入职时间：入职时间不是日期，要写到日，如2008年7月1日。',
    ])
  })

  it.each([...'·•‧∙⋅・･˙﹒●․.．'])('one spelling of a name for %s', async (dot) => {
    const { rows } = await readRoster(table([['T0001', `买买提${dot}艾力`, '群众']]))
    expect(rows.map(({ name }) => name)).toEqual(['买买提·艾力'])
  })

  it('how a column is filled in, behind its name; which kind of member, behind the word', async () => {
    const rows = [
      ['工 号', '姓名（必填）', '政治\n面貌', '入职时间（年月日）', '部门（原）', '备注', '备注'],
      ['T0001', '云小甲', '中共党员（正式）', '2024-01-01', '财务部', 'a', 'b'],
      ['T0002', '云小乙', '党员（预备）', '2024-01-01', '财务部', 'a', 'b'],
    ]
    expect(await told(workbookOf({ rows }))).toEqual([
      'T0001 云小甲 FULL_MEMBER 2024-01-01',
      'T0002 云小乙 PROBATIONARY 2024-01-01',
      '1表头：“部门（原）”“备注”不是名册里的列，没有导入。',
      '2政治面貌：政治面貌“中共党员（正式）”有全角字符，已按“中共党员(正式)”处理。',
      '3政治面貌：政治面貌“党员（预备）”有全角字符，已按“党员(预备)”处理。',
    ])
  })
})

describe('files as they are packed and written', () => {
  const plain = () => packParts(standardSheet([heads, ...lines]))
  const repacked = async (name: (given: string) => string, text = (given: string): string => given) =>
    packParts([...(await partsOf(plain()))].map(([given, part]) => [name(given), Buffer.from(text(String(part)))]))

  it('parts stand where the relations say, in large or small letters', async () => {
    const elsewhere = (text: string): string => text.replaceAll('xl/', 'book/').replace('sharedStrings', 'texts')
    for (const content of [
      await repacked(elsewhere, (text) =>
        text.replaceAll('xl/', 'book/').replace('Target="sharedStrings', 'Target="../book/./texts'),
      ),
      await repacked((name) => name.replace('sharedStrings', 'SHAREDstrings').replace('sheet1', 'Sheet1')),
    ])
      expect(await told(content)).toEqual(both)
  })

  it('parts in UTF-16', async () => {
    const parts = [...(await partsOf(plain()))].map(([name, part]): [string, Buffer] => [
      name,
      Buffer.from(`\ufeff${String(part).replace('UTF-8', 'UTF-16')}`, 'utf16le'),
    ])
    expect(await told(packParts(parts))).toEqual(both)
    expect(await told(packParts(parts.map(([name, part]) => [name, swapped(part)])))).toEqual(both)
  })

  it('frames drawn far down hold nothing and cost nothing', async () => {
    const frame = (row: number) => [...'ABCDE'].map((column) => `<c r="${column}${row}" s="1"/>`).join('')
    const frames = Array.from({ length: 20_000 }, (_, at) => `<row r="${at + 9}" spans="1:5">${frame(at + 9)}</row>`)
    const content = await repacked(
      (name) => name,
      (text) => text.replace('</sheetData>', `${frames.join('')}</sheetData>`),
    )
    const began = process.cpuUsage().user
    expect(await told(content)).toEqual(both)
    expect((process.cpuUsage().user - began) / 1e6).toBeLessThan(1)
  })

  it.each<[string, Buffer]>([
    ['a title above, alone in its line', Buffer.from(`某公司人员花名册\r\n${csv([heads, ...lines])}`)],
    ['bars', Buffer.from(csv([heads, ...lines], '|'))],
    ['lines of an old Mac', Buffer.from(csv([heads, ...lines], ',', '\r'))],
    ['UTF-16 the other way round', swapped(Buffer.from(`\ufeff${csv([heads, ...lines], '\t')}`, 'utf16le'))],
  ])('text with %s', async (_what, content) => {
    expect((await told(content)).slice(0, 2)).toEqual(both)
  })

  it('a letter that was cut makes no other code page of the rest', async () => {
    const cut = Buffer.concat([asText(lines), Buffer.from('T0003,云小丙,群众,财务'), Buffer.from([0xe9, 0x83])])
    expect(await told(cut)).toEqual([...both, 'T0003 云小丙 MASSES', '4部门：部门第3个字已经损坏，请删去后重新输入。'])
  })

  const made = (bookType: BookType): Buffer => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([heads, ...lines]), '花名册')
    return Buffer.from(write(book, { type: 'buffer', bookType }) as Buffer)
  }
  /** What lies in the container of an old .xls. */
  function streamOf(content: Buffer, name: string): Buffer {
    const old = CFB.read(content, { type: 'buffer' })
    const at = old.FullPaths.findIndex((path: string) => path.endsWith(name))
    return Buffer.from(old.FileIndex[at]?.content as Uint8Array)
  }
  /** An old .xls that says of itself that it has a password. */
  function locked(): Buffer {
    const stream = streamOf(made('biff8'), 'Workbook')
    const begin = 4 + stream.readUInt16LE(2)
    const password = Buffer.from('2f000600000012345678', 'hex')
    const book = CFB.utils.cfb_new()
    CFB.utils.cfb_add(book, '/Workbook', Buffer.concat([stream.subarray(0, begin), password, stream.subarray(begin)]))
    return Buffer.from(CFB.write(book, { type: 'buffer' }) as Buffer)
  }
  const otherKind = (kind: string): string => `这是${kind}文件，不是.xlsx表格。请另存为“Excel 工作簿（.xlsx）”后再传。`

  it.each<[string, () => Buffer, string]>([
    ['an old .xls with a password', locked, '这个文件有打开密码，读不出来。请去掉密码，保存后再传。'],
    ['Excel 95', () => made('biff5'), otherKind('Excel 95的.xls')],
    ['Excel 95 without its container', () => streamOf(made('biff5'), 'Book'), otherKind('Excel 95的.xls')],
    ['Excel 2', () => made('biff2'), otherKind('Excel 4.0以前的.xls')],
    ['PDF', () => Buffer.from('%PDF-1.7\n'), otherKind('PDF')],
    ['a kept web page', () => Buffer.from('MIME-Version: 1.0\r\nX: a, b\r\n'), otherKind('网页归档（.mht）')],
    [
      'tables packed together',
      () => packParts([['名册.xlsx', plain()]]),
      '这是压缩包，不是表格。请解压以后，把里面的表格传上来。',
    ],
    ['commas of Chinese writing', () => Buffer.from(csv([heads, ...lines], '，')), noTable],
  ])('%s is refused by what it is', async (_what, content, sentence) => {
    expect(await told(content())).toEqual([sentence])
  })
})

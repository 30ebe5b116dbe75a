import { deflateRawSync } from 'node:zlib'
import { readRoster } from '../../../server/features/roster/readRoster'
import { packParts } from '../../../server/files/workbookArchive'
import { readWorksheet } from '../../../server/files/workbookReader'
import { headings, newcomer, rosterFile, workbookOf } from './workbook'

const limits = { preferredName: '人员', mostRows: 100, mostColumns: 40 }
const notXlsx = { code: 'roster.notXlsx' }

/** The file as above, but with its largest part packed and the directory telling a lie about its size. */
function bomb(claimedSize: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(200 * 1024 * 1024))
  const name = 'xl/worksheets/people.xml'
  const file = Buffer.from(workbookOf({ rows: [headings] }))
  const archive = packParts([
    ['xl/workbook.xml', Buffer.from('<workbook><sheets><sheet name="人员" r:id="rId1"/></sheets></workbook>')],
    [
      'xl/_rels/workbook.xml.rels',
      Buffer.from('<Relationships><Relationship Id="rId1" Target="worksheets/people.xml"/></Relationships>'),
    ],
    [name, packed],
  ])
  expect(file.length).toBeGreaterThan(0)
  const at = archive.lastIndexOf(Buffer.from(name)) - 46
  archive.writeUInt16LE(8, at + 10)
  archive.writeUInt32LE(claimedSize, at + 24)
  return archive
}

describe('a file that is no roster', () => {
  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a picture with another name', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(5000)])],
    ['a part of an old .xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5000)])],
    ['a text file', Buffer.from('工号，姓名\nJY0001，江予安\n')],
    ['a zip of something else', packParts([['a.xml', Buffer.from('<document/>')]])],
    ['a broken download', workbookOf({ rows: [headings] }).subarray(0, 900)],
    ['a zip whose end is all there is', packParts([])],
    ['broken XML', workbookOf({ rows: [[{ xml: '<v>1</w>' }]] })],
  ])('%s is refused in plain words', async (_name, content) => {
    await expect(readRoster(content)).rejects.toMatchObject({
      ...notXlsx,
      message: '这个文件打不开，不是能读的表格。请在表格软件里打开，另存为“Excel 工作簿（.xlsx）”后再传。',
    })
  })

  it.each([
    ['macros', 'roster.macros', workbookOf({ rows: [headings], parts: [['xl/vbaProject.bin', Buffer.from('x')]] })],
    ['.xlsb', 'roster.otherKind', packParts([['xl/workbook.bin', Buffer.from('x')]])],
    [
      '.ods',
      'roster.otherKind',
      packParts([['mimetype', Buffer.from('application/vnd.oasis.opendocument.spreadsheet')]]),
    ],
    ['a letter', 'roster.otherKind', packParts([['word/document.xml', Buffer.from('<document/>')]])],
    [
      'a password',
      'roster.locked',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    ],
  ])('%s is refused by what it is', async (_name, code, content) => {
    await expect(readRoster(content)).rejects.toMatchObject({ code })
  })

  it('a damaged part is refused: its checksum does not fit', async () => {
    const content = rosterFile([newcomer(1)])
    content.writeUInt8(content.readUInt8(content.indexOf('NEW00001')) + 1, content.indexOf('NEW00001'))
    await expect(readRoster(content)).rejects.toMatchObject(notXlsx)
  })

  it('a zip bomb is refused, whether it admits its size or lies about it', async () => {
    await expect(readRoster(bomb(200 * 1024 * 1024))).rejects.toMatchObject({
      code: 'request.tooLarge',
      message: '内容超过64 MB（解压后），请缩小后再传。',
    })
    const before = process.memoryUsage().rss
    await expect(readRoster(bomb(1000))).rejects.toMatchObject(notXlsx)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  it('no rows, or a sheet with nothing in it', async () => {
    const empty = { code: 'roster.empty', message: '表里没有数据，请从第2行开始填写。' }
    await expect(readRoster(rosterFile([]))).rejects.toMatchObject(empty)
    await expect(readRoster(workbookOf({ rows: [] }))).rejects.toMatchObject(empty)
    await expect(readRoster(rosterFile([{ 工号: '  ' }, {}]))).rejects.toMatchObject(empty)
  })

  it('headings that are missing or doubled are named; without 工号 and 姓名 there are none', async () => {
    const doubled = workbookOf({
      rows: [
        ['工号', '姓名', '工号'],
        ['JY1', '江予安', 'x'],
      ],
    })
    await expect(readRoster(doubled)).rejects.toMatchObject({
      code: 'roster.headings',
      message: '表头要改：缺少“政治面貌”；有两列“工号”，请只留一列。',
    })
    await expect(readRoster(workbookOf({ rows: [['工号', '党费']] }))).rejects.toMatchObject({
      code: 'roster.noHeadings',
      message: '没有找到表头：前30行里没有一行同时写着“工号”和“姓名”。请加上表头；列名不一样的，请在“列名对照”里说明。',
    })
  })

  it('more than 20,000 people', async () => {
    const people = Array.from({ length: 20_001 }, (_none, at) => ({ 工号: `N${at}` }))
    await expect(readRoster(rosterFile(people))).rejects.toMatchObject({
      code: 'roster.tooManyRows',
      message: '一次最多导入20000行，这个表有20001行，请分开导入。',
    })
  })
})

describe('a file of another spreadsheet program', () => {
  it('is found by the name of its sheet, with columns in any order and spaces in headings', async () => {
    const order = [...headings].reverse()
    const person = newcomer(1)
    const rows = [order.map((heading) => ` ${heading} `), [], order.map((heading) => person[heading] ?? null)]
    const { rows: read, problems } = await readRoster(workbookOf({ rows }))
    expect(problems).toEqual([])
    expect(read).toMatchObject([{ row: 3, staffNumber: 'NEW00001', departmentCode: 'D04' }])
  })

  it('may write a prefix before every tag', async () => {
    const { rows } = await readRoster(rosterFile([newcomer(1)], { prefix: 'x' }))
    expect(rows).toMatchObject([{ staffNumber: 'NEW00001', name: '云小乙夏' }])
  })

  it('may keep texts apart, in several fonts and with 拼音 above them', async () => {
    const strings =
      '<sst><si><t>林知夏</t><rPh sb="0" eb="3"><t>lin zhi xia</t></rPh></si><si><r><t>综合</t></r><r><rPr><b/></rPr><t>支部</t></r></si></sst>'
    const content = workbookOf({
      rows: [
        [
          { xml: '<v>0</v>', type: 's' },
          { xml: '<v>1</v>', type: 's' },
        ],
      ],
      parts: [['xl/sharedStrings.xml', Buffer.from(strings)]],
    })
    const sheet = await readWorksheet(content, limits)
    expect(sheet.rows[0]?.cells.map((cell) => cell?.text)).toEqual(['林知夏', '综合支部'])
  })

  it('keeps every 汉字 whole, wherever the file is cut into pieces', async () => {
    const name = '江予安𠮷㛃林知夏'
    const people = Array.from({ length: 3000 }, (_none, at) => newcomer(at, { 职务: name }))
    const { rows } = await readRoster(rosterFile(people))
    expect(new Set(rows.map((one) => one.positionTitle))).toEqual(new Set([name]))
  })
})

describe('cells that cannot be trusted', () => {
  it('formulas, dates, errors and merged cells are each named at their place', async () => {
    const content = rosterFile(
      [
        newcomer(1, { 姓名: { xml: '<f>B9</f><v>江予安</v>', type: 'str' } }),
        newcomer(2, { 工号: { xml: '<v>45292</v>', style: 1 } }),
        newcomer(3, { 职务: { xml: '<v>#REF!</v>', type: 'e' } }),
        newcomer(4, { 重点岗位: { xml: '<v>1</v>', type: 'b' } }),
      ],
      { merges: ['E2:E3'] },
    )
    const { problems, rows } = await readRoster(content)
    expect(problems.map((one) => `${one.row} ${one.column} ${one.sentence}`)).toEqual([
      '2 E E2:E3是合并单元格，请取消合并，每格分别填写。',
      '2 姓名 姓名是公式，请改成值（复制后选择性粘贴为数值）。',
      '3 工号 工号被表格当成了日期，请把单元格设为文本格式后重新填写。',
      '4 职务 职务是错误值#REF!，请重新填写。',
    ])
    expect(rows.at(-1)).toMatchObject({ row: 5, keyPost: true })
  })

  it('a day is read as the spreadsheet shows it, whichever year its days are counted from', async () => {
    const day = { xml: '<v>39630</v>', style: 1 }
    const joined = async (content: Buffer) => (await readRoster(content)).rows.map((one) => one.joinedPartyDay)
    expect(await joined(rosterFile([newcomer(1, { 入党时间: day })]))).toEqual(['2008-07-01'])
    expect(await joined(rosterFile([newcomer(1, { 入党时间: day })], { since1904: true }))).toEqual(['2012-07-02'])
    const { problems } = await readRoster(rosterFile([newcomer(1, { 入党时间: { xml: '<v>-999999</v>', style: 1 } })]))
    expect(problems.map(({ column }) => column)).toEqual(['入党时间'])
  })

  it('a value beside the table is not left out without a word', async () => {
    const rows = [headings, [...headings.map((heading) => newcomer(1)[heading] ?? null), null, '备注']]
    const { problems, warnings } = await readRoster(workbookOf({ rows }))
    expect(problems).toEqual([])
    expect(warnings).toEqual([{ row: 2, column: '第22列', sentence: '这一列没有表头，里面的内容没有导入。' }])
  })
})

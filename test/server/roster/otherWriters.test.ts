import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BookType, utils, write } from '@e965/xlsx'
import { Workbook } from 'exceljs'
import { readRoster } from '../../../server/features/roster/readRoster'
import { packParts } from '../../../server/files/workbookArchive'
import { describeWithDocumentTools, savedTables } from '../../support/documentTools'
import { standardSheet, wpsSheet } from './otherMakers'

const fixture = (name: string): Buffer =>
  readFileSync(join(__dirname, '../../support/fixtures/rosters', `${name}.xlsx`))

/** What was read, in short; of a file that is refused its sentence. */
async function told(content: Buffer): Promise<string[]> {
  try {
    const { rows, problems, warnings, hiddenRows } = await readRoster(content)
    return [
      ...rows.map(({ staffNumber, name, politicalStatus, departmentName, joinedDay }) =>
        [staffNumber, name, politicalStatus, departmentName, joinedDay].filter(Boolean).join(' '),
      ),
      ...[...problems, ...warnings].map(({ row, column, sentence }) => `${row}${column}：${sentence}`),
      ...hiddenRows.map((row) => `隐藏${row}`),
    ]
  } catch (refused) {
    return [String((refused as Error).message)]
  }
}

const heads = ['工号', '姓名', '政治面貌', '部门', '入职时间']
const lines = [
  ['T0001', '云小甲', '中共党员', '财务部', '2024-01-01'],
  ['T0002', '云小乙', '群众', '财务部', '2023-07-09'],
]
const [first, second] = ['T0001 云小甲 FULL_MEMBER 财务部 2024-01-01', 'T0002 云小乙 MASSES 财务部 2023-07-09']
const both = [first, second]
const csv = [heads, ...lines].map((line) => `${line.join(',')}\r\n`).join('')

describe('rosters of openpyxl, XlsxWriter and xlsx-populate', () => {
  it.each<[name: string, expected: string[]]>([
    ['openpyxl-plain', both],
    ['openpyxl-writeOnly', both],
    ['openpyxl-since1904', both],
    ['openpyxl-rich', both],
    ['openpyxl-table', both],
    ['openpyxl-twoRowHeadings', [...both, '3表头：“序号”不是名册里的列，没有导入。']],
    ['openpyxl-hidden', [...both, '1部门：“部门”这一列在表格里是隐藏的，也读了进来。', '隐藏3']],
    ['openpyxl-formula', [first, '3姓名：姓名是公式，请改成值（复制后选择性粘贴为数值）。']],
    [
      'openpyxl-mergedPeople',
      [first, 'T0002 云小乙 MASSES 2023-07-09', '2D：D2:D3是合并单元格，请取消合并，每格分别填写。'],
    ],
    ['xlsxwriter-constantMemory', both],
    ['xlsxwriter-comments', both],
    [
      'xlsxwriter-error',
      [first, 'T0002 云小乙 MASSES 2023-07-09', '3部门：部门是公式，请改成值（复制后选择性粘贴为数值）。'],
    ],
    [
      'xlsxwriter-numbers',
      [
        '00123 云小甲 FULL_MEMBER 财务部 2024-01-01',
        '3工号：工号是过长的数字，表格已丢失末几位，请设为文本格式后重新填写。',
      ],
    ],
    [
      'xlsxwriter-datesAsText',
      [...'甲乙丙丁戊己庚'].map((name, at) => `T000${at} 云小${name} MASSES 财务部 2024-01-01`),
    ],
    ['populate-plain', both],
    ['populate-rich', both],
    ['populate-title', both],
    ['populate-otherSheet', both],
    ['populate-password', ['这个文件有打开密码，读不出来。请去掉密码，保存后再传。']],
  ])('%s', async (name, expected) => {
    expect(await told(fixture(name))).toEqual(expected)
  })
})

describe('rosters of SheetJS and exceljs', () => {
  const book = (rows: unknown[][]) => {
    const made = utils.book_new()
    utils.book_append_sheet(made, utils.aoa_to_sheet(rows), '花名册')
    return made
  }
  it.each<BookType>(['biff8', 'xlml', 'html', 'csv', 'txt'])('SheetJS as %s', async (bookType) => {
    const written: Buffer = write(book([heads, ...lines]), { type: 'buffer', bookType })
    expect(await told(Buffer.from(written))).toEqual(both)
  })

  it.each<[string, BookType]>([
    ['.xlsb', 'xlsb'],
    ['.ods', 'ods'],
  ])('SheetJS as %s is refused by what it is', async (kind, bookType) => {
    const written: Buffer = write(book([heads, ...lines]), { type: 'buffer', bookType })
    expect(await told(Buffer.from(written))).toEqual([expect.stringContaining(kind)])
  })

  it('SheetJS with its texts apart and its parts packed', async () => {
    const written: Buffer = write(book([heads, ...lines]), { type: 'buffer', bookSST: true, compression: true })
    expect(await told(Buffer.from(written))).toEqual(both)
  })

  it('a roster as an old HR system exports it: title, merged headings in two rows, columns of its own', async () => {
    const sheet = utils.aoa_to_sheet([
      ['人员信息表（2026年8月）'],
      ['职工编号', '职工姓名', '基本情况', null, '任职情况', null, null],
      [null, null, '性别代码', '政治面貌代码', '部门名称', '入职日期', '考勤卡号'],
      ['T0001', '云小甲', '1', '01', '财务部', '20240101', '8801'],
      ['T0002', '云小乙', '2', '13', '财务部', '20230709', '8802'],
    ])
    sheet['!merges'] = ['A1:G1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:G2'].map((area) => utils.decode_range(area))
    const made = utils.book_new()
    utils.book_append_sheet(made, sheet, 'Sheet1')
    const written: Buffer = write(made, { type: 'buffer', bookType: 'biff8' })
    expect(await told(Buffer.from(written))).toEqual([...both, '3表头：“考勤卡号”不是名册里的列，没有导入。'])
  })

  it('exceljs streamed, with a filter, a grouped row and days of its own', async () => {
    const made = new Workbook()
    const sheet = made.addWorksheet('在职', { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRows([heads, ...lines.map((line) => [...line.slice(0, 4), new Date(`${line[4]}T00:00:00Z`)])])
    sheet.autoFilter = 'A1:E3'
    sheet.getRow(3).outlineLevel = 1
    expect(await told(Buffer.from(await made.xlsx.writeBuffer()))).toEqual(both)
  })
})

describe('rosters as text', () => {
  const gbk = 'b9a4bac52cd0d5c3fb2cd5fed6cec3e6c3b20d0a54303030312cd5c5c8fd2cc8bad6da0d0a'
  it.each<[string, Buffer, string[]]>([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${csv}`), both],
    ['UTF-16, tabs', Buffer.from(`\ufeff${csv.replaceAll(',', '\t')}`, 'utf16le'), both],
    ['semicolons', Buffer.from(csv.replaceAll(',', ';')), both],
    ['quotes around everything', Buffer.from(csv.replace(/[^,\r\n]+/g, '"$&"')), both],
    ['the code page of a Chinese Windows', Buffer.from(gbk, 'hex'), ['T0001 张三 MASSES']],
    ['a web page named .xls', Buffer.from(webPage()), both],
    ['a picture named .csv', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), [expect.stringContaining('打不开')]],
  ])('%s', async (_name, content, expected) => {
    expect(await told(content)).toEqual(expected)
  })

  function webPage(): string {
    const row = (cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
    const title = '<tr><td colspan="5" align="center">职工花名册</td></tr>'
    return `<html><meta charset="utf-8"><body><table border="1">${title}${[heads, ...lines].map(row).join('')}</table></body></html>`
  }
})

describe('packages of other makers', () => {
  it('strict OOXML, the names of its parts by the standard of ISO', async () => {
    expect(await told(packParts(standardSheet([heads, ...lines])))).toEqual(both)
  })

  it('signs beyond the first plane, written by their numbers as writers of ASCII do', async () => {
    const rare = [heads, ['T0001', '𠮷田㛃', '群众', '财务部', '2024-01-01']]
    const numbered = standardSheet(rare).map(([name, xml]): [string, Buffer] => [
      name,
      Buffer.from(xml.toString().replace('𠮷', '&#134071;').replace('㛃', '&#x36C3;')),
    ])
    const page = `<table>${rare.map((row) => `<tr>${row.map((cell) => `<td>${cell.replace('𠮷', '&#x20BB7;')}</td>`).join('')}</tr>`).join('')}</table>`
    for (const content of [packParts(numbered), Buffer.from(page)])
      expect(await told(content)).toEqual(['T0001 𠮷田㛃 MASSES 财务部 2024-01-01'])
  })

  it('WPS, with parts and attributes of its own, readings above texts and texts of formulas', async () => {
    expect(await told(packParts(wpsSheet([heads, ...lines])))).toEqual(both)
  })
})

describeWithDocumentTools('rosters of LibreOffice', () => {
  it('in each of its own formats', async () => {
    const [xlsx, xls, page, xml, ods] = await savedTables(csv, [
      'xlsx',
      'xls:MS Excel 97',
      'html:HTML (StarCalc)',
      'xml:MS Excel 2003 XML',
      'ods',
    ])
    for (const content of [xlsx, xls, page, xml]) expect(await told(content ?? Buffer.alloc(0))).toEqual(both)
    expect(await told(ods ?? Buffer.alloc(0))).toEqual([expect.stringContaining('.ods')])
  }, 120_000)
})

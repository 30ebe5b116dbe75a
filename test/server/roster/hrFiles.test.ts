import { utils, write } from '@e965/xlsx'
import { Workbook } from 'exceljs'
import { readRoster } from '../../../server/features/roster/readRoster'
import { type TestCell, workbookOf } from './workbook'

const sentences = (issues: { row: number; column: string; sentence: string }[]) =>
  issues.map(({ row, column, sentence }) => `${row}${column}：${sentence}`)

describe("HR's own table", () => {
  const plain = [
    ['工号', '姓名', '政治面貌'],
    ['T0001', '云小甲', '群众'],
  ]

  it('comes in with three columns; the others are not known, not empty', async () => {
    const { rows, problems, warnings } = await readRoster(workbookOf({ rows: plain }))
    expect([problems, warnings]).toEqual([[], []])
    expect(rows).toMatchObject([{ staffNumber: 'T0001', positionTitle: undefined, departmentCode: undefined }])
  })

  it('has columns that are none of ours: they are left out by name', async () => {
    const rows = plain.map((row, at) => [at ? at : '序号', ...row, at ? '13800138000' : '联系电话'])
    const read = await readRoster(workbookOf({ rows }))
    expect(read.rows).toMatchObject([{ staffNumber: 'T0001' }])
    expect(sentences(read.warnings)).toEqual(['1表头：“序号”“联系电话”不是名册里的列，没有导入。'])
  })

  it('has a title and a line above its headings, in other words, on a sheet of another name', async () => {
    const rows: TestCell[][] = [
      ['某公司人员花名册'],
      ['填报单位：综合部'],
      [],
      ['员工编号', '员工姓名', '政治面貌', '入职日期', '部门名称'],
      ['T0001', '云小甲', '01', { xml: '<v>45292</v>', style: 1 }, '财务部'],
    ]
    const { rows: read, problems } = await readRoster(workbookOf({ rows, sheetName: 'Sheet1', merges: ['A1:E1'] }))
    expect(problems).toEqual([])
    expect(read).toMatchObject([
      {
        row: 5,
        staffNumber: 'T0001',
        politicalStatus: 'FULL_MEMBER',
        joinedDay: '2024-01-01',
        departmentName: '财务部',
      },
    ])
  })

  it('writes cells without an address, and texts in runs inside the cell', async () => {
    const runs = (cell: string): TestCell => ({
      xml: `<is><r><t>${cell.slice(0, 1)}</t></r><r><rPr><b/></rPr><t>${cell.slice(1)}</t></r></is>`,
      type: 'inlineStr',
    })
    expect((await readRoster(workbookOf({ rows: plain.map((row) => row.map(runs)) }))).rows).toMatchObject([
      { staffNumber: 'T0001', name: '云小甲' },
    ])
    const without = workbookOf({ rows: plain, withoutAddresses: true })
    expect((await readRoster(without)).rows).toMatchObject([{ row: 2, staffNumber: 'T0001', name: '云小甲' }])
  })

  it.each(['biff8', 'xlml', 'html', 'csv', 'txt', 'xlsx'] as const)('is written by SheetJS as %s', async (bookType) => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet(plain), '花名册')
    const written: Buffer = write(book, { type: 'buffer', bookType })
    // As text it is in the code page of the machine it came from.
    expect((await readRoster(Buffer.from(written))).rows).toMatchObject([{ staffNumber: 'T0001', name: '云小甲' }])
  })

  it('is written by exceljs, with texts in several fonts, dates and a filter that hides a row', async () => {
    const book = new Workbook()
    const sheet = book.addWorksheet('花名册')
    sheet.addRow(['单位花名册'])
    sheet.mergeCells('A1:D1')
    sheet.addRow(['工号', '姓名', '政治面貌', '入职时间'])
    sheet.addRow([
      'T0001',
      { richText: [{ text: '云' }, { font: { bold: true }, text: '小甲' }] },
      '群众',
      new Date(Date.UTC(2024, 0, 1)),
    ])
    sheet.addRow(['T0002', '云小乙', '群众', '2024.1.2']).hidden = true
    const read = await readRoster(Buffer.from(await book.xlsx.writeBuffer()))
    expect([read.problems, read.hiddenRows]).toEqual([[], [4]])
    expect(read.rows).toMatchObject([
      { name: '云小甲', joinedDay: '2024-01-01' },
      { name: '云小乙', joinedDay: '2024-01-02' },
    ])
  })

  it('is text in the code page of a Chinese Windows', async () => {
    const text = Buffer.from('b9a4bac52cd0d5c3fb2cd5fed6cec3e6c3b20a30303132332cd5c5c8fd2cc8bad6da0a', 'hex')
    expect((await readRoster(text)).rows).toMatchObject([{ staffNumber: '00123', name: '张三' }])
  })

  it('hides rows: which ones is told', async () => {
    const read = await readRoster(workbookOf({ rows: plain, hiddenRow: 2 }))
    expect(read.hiddenRows).toEqual([2])
  })

  it('numbers people 00123 by the way a number is shown', async () => {
    const rows: TestCell[][] = [plain[0] ?? [], [{ xml: '<v>123</v>', style: 2 }, '云小甲', '群众']]
    expect((await readRoster(workbookOf({ rows }))).rows).toMatchObject([{ staffNumber: '00123' }])
  })

  it('writes a day as a day of ISO 8601', async () => {
    const rows: TestCell[][] = [
      [...(plain[0] ?? []), '入职时间'],
      ['T0001', '云小甲', '群众', { xml: '<v>2024-01-01T00:00:00</v>', type: 'd', style: 1 }],
    ]
    expect((await readRoster(workbookOf({ rows }))).rows).toMatchObject([{ joinedDay: '2024-01-01' }])
  })
})

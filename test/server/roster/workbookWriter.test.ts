import { Workbook } from 'exceljs'
import fc from 'fast-check'
import type { Work } from '../../../server/database/work'
import { rosterColumns } from '../../../server/domain/organisation/rosterColumns'
import { cleanText, writable } from '../../../server/domain/wording/cleanText'
import { rosterTemplate } from '../../../server/features/roster/drawTemplate'
import { readRoster } from '../../../server/features/roster/readRoster'
import { readWorksheet } from '../../../server/files/workbookReader'
import { writeWorkbook } from '../../../server/files/workbookWriter'

const anyone = { must: () => undefined } as unknown as Work

async function open(content: Buffer): Promise<Workbook> {
  const workbook = new Workbook()
  await workbook.xlsx.load(content as unknown as ArrayBuffer)
  return workbook
}

describe('a written table', () => {
  const plan = {
    name: '表1',
    widths: [8, 20, 12],
    headRows: 3,
    blocks: [
      { kind: 'title' as const, text: '评价结果汇总表' },
      { kind: 'line' as const, text: '支部：财投支部' },
      {
        kind: 'table' as const,
        headings: [{ text: '姓名' }, { text: '综合得分' }],
        columns: [{ span: 2 }, { align: 'right' as const, format: '0.00' }],
        rows: [
          ['林知夏', 91.11],
          ['=1+1', null],
        ],
      },
    ],
  }

  it('opens whatever was typed: what XML cannot hold is left out, what looks like an escape is not read as one', async () => {
    const [title, line, table] = plan.blocks
    const rows = [
      ['走\uffff访\ufffe\ud800联\u0000系\n第二行', 1] as (string | number | null)[],
      ['_x0041_ 与 _x000d_', 2],
    ]
    const odd = { ...plan, blocks: [title, line, { ...table, rows }] } as Parameters<typeof writeWorkbook>[0][number]
    const sheet = (await open(await writeWorkbook([odd]))).getWorksheet('表1')
    expect(sheet?.getCell('A4').value).toBe('走访联系\n第二行')
    expect(sheet?.getCell('A5').value).toBe('_x0041_ 与 _x000d_')
  })

  it('is read back as it was written, cleaned, whatever was typed', async () => {
    const odd = fc.constantFrom(
      '_x0041_',
      '_X000d_',
      '_x005F_',
      '\ufffe',
      '\u202e',
      '\u000b',
      '&amp;',
      '<',
      '𠮷',
      '\ud842',
    )
    const text = fc.array(fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 6 })
    const [title, line, table] = plan.blocks
    const texts = fc.sample(
      text.map((pieces) => pieces.join('')),
      { numRuns: 300, seed: 20261129 },
    )
    const rows = texts.map((each) => [each, 1] as (string | number | null)[])
    const odds = { ...plan, blocks: [title, line, { ...table, rows }] } as Parameters<typeof writeWorkbook>[0][number]
    const read = await readWorksheet(await writeWorkbook([odds]), {
      preferredName: '表1',
      mostRows: 400,
      mostColumns: 9,
    })
    const byNumber = new Map(read.rows.map(({ number, cells }) => [number, cells[0]?.text ?? '']))
    const found = texts.map((_each, at) => byNumber.get(at + 4) ?? '')
    const wanted = texts.map((each) => writable(cleanText(each)))
    // A cell of blanks alone is empty.
    expect(found).toEqual(wanted.map((each) => (each.trim() ? each : '')))
  })

  it('has a merged title, borders, and prints on A4 with its head on every page', async () => {
    const sheet = (await open(await writeWorkbook([plan]))).getWorksheet('表1')
    expect(sheet?.getCell('C1').master.value).toBe('评价结果汇总表')
    expect(sheet?.getCell('A3').border.top?.style).toBe('thin')
    expect(sheet?.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'portrait',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:3',
    })
  })

  it('keeps numbers numbers, and a text that looks like a formula a text', async () => {
    const sheet = (await open(await writeWorkbook([plan]))).getWorksheet('表1')
    expect(sheet?.getCell('C4').value).toBe(91.11)
    expect(sheet?.getCell('C4').numFmt).toBe('0.00')
    expect(sheet?.getCell('A5').value).toBe('=1+1')
  })
})

describe('the roster template', () => {
  it('has a note at every heading, pick lists below, examples and instructions', async () => {
    const { content, fileName } = await rosterTemplate(anyone)
    const workbook = await open(content)
    expect(fileName).toBe('名册导入模板.xlsx')
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['人员', '示例', '填写说明'])
    const sheet = workbook.getWorksheet('人员')
    for (const [at, column] of rosterColumns.entries()) {
      const cell = sheet?.getCell(1, at + 1)
      expect(cell?.value).toBe(column.heading)
      expect(cell?.note).toBeTruthy()
    }
    expect(sheet?.getCell('D2').dataValidation).toMatchObject({
      type: 'list',
      formulae: ['"中共党员,中共预备党员,群众"'],
    })
    expect(sheet?.getCell('A20001').numFmt).toBe('@')
  })

  it('can be filled in and read back; the examples are no people', async () => {
    const { content } = await rosterTemplate(anyone)
    await expect(readRoster(content)).rejects.toMatchObject({ code: 'roster.empty' })
    const workbook = await open(content)
    const example = workbook.getWorksheet('示例')?.getRow(4).values as string[]
    workbook
      .getWorksheet('人员')
      ?.getRow(2)
      .splice(1, 17, ...example.slice(1))
    const filled = Buffer.from(await workbook.xlsx.writeBuffer())
    const { rows, problems, warnings } = await readRoster(filled)
    expect(problems).toEqual([])
    expect(warnings).toEqual([])
    expect(rows).toMatchObject([
      {
        staffNumber: 'A0003',
        name: '示例丙',
        joinedPartyDay: '1999-06-25',
        partyPost: '支部书记',
        leadingCadre: true,
        positionRank: 30,
      },
    ])
  })
})

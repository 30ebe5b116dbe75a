import type { Cell, Workbook, Worksheet } from 'exceljs'
import type { LabelledValue, Table1, Table1Column, Table1Part } from '../domain/evaluation/table1'
import { parseHundredths } from '../domain/scoring/hundredths'

/** 附件2 套表1 as a sheet (§5.4): A4 landscape, one width for all parts, heads repeated by the printer. */
const thin = { style: 'thin' } as const
const border = { top: thin, left: thin, bottom: thin, right: thin }
const millimetre = 1 / 25.4
const widths: Record<string, number> = {
  serial: 6,
  department: 14,
  name: 11,
  political: 13,
  suggestion: 11,
  grade: 13,
  remark: 22,
}

interface Pen {
  sheet: Worksheet
  row: number
  columns: number
}

/** The score as a number with two decimals, so that the office can go on calculating; the text '—' stays a text. */
function write(cell: Cell, printed: string, kind: Table1Column['kind']): void {
  const hundredths = kind === 'SCORE' ? parseHundredths(printed) : null
  if (hundredths !== null) {
    cell.value = Number(printed)
    cell.numFmt = '0.00'
  } else {
    cell.value = kind === 'COUNT' && /^\d+$/.test(printed) ? Number(printed) : printed
  }
  cell.border = border
  cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
}

function line(pen: Pen, text: string, style: { bold?: boolean; size?: number; centred?: boolean } = {}): void {
  pen.row += 1
  const { sheet, row, columns } = pen
  sheet.mergeCells(row, 1, row, columns)
  const cell = sheet.getCell(row, 1)
  cell.value = text
  cell.font = { name: '宋体', size: style.size ?? 11, bold: style.bold ?? false }
  cell.alignment = { horizontal: style.centred ? 'center' : 'left', vertical: 'middle', wrapText: true }
}

const labelled = (values: readonly LabelledValue[]): string =>
  values.map(({ label, value }) => `${label}:${value || '        '}`).join('  ')

function part(pen: Pen, { key, title, columns, rows }: Table1Part): void {
  line(pen, `${key} ${title}`, { bold: true })
  pen.row += 1
  columns.forEach((column, index) => {
    const cell = pen.sheet.getCell(pen.row, index + 1)
    write(cell, column.label, 'TEXT')
    cell.font = { name: '宋体', size: 11, bold: true }
  })
  for (const { cells } of rows) {
    pen.row += 1
    for (const [index, column] of columns.entries()) {
      write(pen.sheet.getCell(pen.row, index + 1), cells[column.key] ?? '', column.kind)
    }
  }
}

function openSheet(workbook: Workbook, { title, parts }: Table1): Pen {
  const sheet = workbook.addWorksheet('表1', {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: {
        left: 15 * millimetre,
        right: 15 * millimetre,
        top: 18 * millimetre,
        bottom: 18 * millimetre,
        header: 0.3,
        footer: 0.3,
      },
    },
    headerFooter: { oddFooter: '第&P页 共&N页' },
  })
  const widest = Math.max(...parts.map(({ columns }) => columns.length))
  sheet.columns = (parts[0]?.columns ?? []).map(({ key }) => ({ width: widths[key] ?? 12 }))
  const pen = { sheet, row: 0, columns: widest }
  line(pen, `附件2 套表1 ${title}`, { bold: true, size: 18, centred: true })
  return pen
}

/** Writes the table; every printed number is a number in the file. */
export async function table1Sheet(table: Table1): Promise<Buffer> {
  // Loaded with the first table, not with the start.
  const { Workbook } = await import('exceljs')
  const pen = openSheet(new Workbook(), table)
  line(pen, labelled(table.header))
  for (const each of table.parts) part(pen, each)
  line(pen, labelled(table.summary))
  line(pen, labelled(table.footer))
  return Buffer.from(await pen.sheet.workbook.xlsx.writeBuffer())
}

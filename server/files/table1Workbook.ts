import type { LabelledValue, Table1, Table1Column, Table1Part } from '../domain/evaluation/table1'
import { parseHundredths } from '../domain/scoring/hundredths'
import { type WorksheetBlock, type WrittenColumn, type WrittenValue, writeWorkbook } from './workbookWriter'

/** Characters; the twelve columns of part A are the grid of the whole sheet. */
const widths: Record<string, number> = {
  serial: 6,
  department: 14,
  name: 11,
  political: 13,
  suggestion: 12,
  grade: 13,
  remark: 24,
}

/** A score is a number with two decimals, so that the office can go on calculating; '—' stays a text. */
function cellValue({ kind }: Table1Column, printed: string): WrittenValue {
  if (kind === 'SCORE') return parseHundredths(printed) === null ? printed : Number(printed)
  return kind === 'COUNT' && /^\d{1,9}$/.test(printed) ? Number(printed) : printed
}

/** Shorter parts share the grid: their first column is a name and wants room, their last one takes what is left. */
function gridColumns(columns: readonly Table1Column[], gridWidth: number): WrittenColumn[] {
  const first = columns.length < gridWidth ? 2 : 1
  const last = gridWidth - columns.length - first + 2
  return columns.map(({ kind }, index) => ({
    span: index === 0 ? first : index === columns.length - 1 ? last : 1,
    align: 'center',
    ...(kind === 'SCORE' ? { format: '0.00' } : {}),
  }))
}

function partBlocks({ key, title, columns, rows }: Table1Part, gridWidth: number): WorksheetBlock[] {
  return [
    { kind: 'caption', text: `${key} ${title}` },
    {
      kind: 'table',
      headings: columns.map(({ label }) => ({ text: label })),
      columns: gridColumns(columns, gridWidth),
      rows: rows.map(({ cells }) => columns.map((column) => cellValue(column, cells[column.key] ?? ''))),
    },
  ]
}

/** A part's caption and its headings. */
const headingRows = 2

const blank = '　'.repeat(8)
const said = ({ label, value }: LabelledValue): string => `${label}：${value}`
const labelled = (values: readonly LabelledValue[]): string =>
  values.map(({ label, value }) => `${label}：${value || blank}`).join('   ')

/** Three names to a row, then the days with their longer words, two to a row: each with room for the pen behind it. */
function signedRows(values: readonly LabelledValue[]): WorksheetBlock[] {
  const texts = values.map(said)
  const rows = [texts.slice(0, 3), texts.slice(3)]
  return rows.filter((row) => row.length).map((row) => ({ kind: 'signed', texts: row }))
}

/**
 * 附件2 套表1 (rules §5.4) as an .xlsx file, A4 landscape; every printed number is a number in the file. The members have a
 * sheet of their own, whose headings are printed again on every page; what is smaller follows on a second one, which is signed.
 */
export function table1Workbook(table: Table1): Promise<Buffer> {
  const gridWidth = Math.max(...table.parts.map(({ columns }) => columns.length))
  const grid = table.parts.find(({ columns }) => columns.length === gridWidth)?.columns ?? []
  const columnWidths = grid.map(({ key }) => widths[key] ?? 12)
  const head = (title: string): WorksheetBlock[] => [
    { kind: 'line', text: '附件2 套表1' },
    { kind: 'title', text: title },
    { kind: 'line', text: labelled(table.header) },
  ]
  const sheet = (name: string, top: WorksheetBlock[], blocks: WorksheetBlock[], headRows: number) => ({
    name,
    widths: columnWidths,
    blocks: [...top, ...blocks],
    headRows,
  })
  const [members = [], ...others] = table.parts.map((part) => partBlocks(part, gridWidth))
  const signed = [
    ...others.flatMap((blocks, at) => (at ? [{ kind: 'gap' as const }, ...blocks] : blocks)),
    { kind: 'line' as const, text: labelled(table.summary) },
    { kind: 'gap' as const },
    ...signedRows(table.footer.filter(({ key }) => key !== 'checksum')),
    ...table.footer
      .filter(({ key }) => key === 'checksum')
      .map((value) => ({ kind: 'line' as const, text: said(value) })),
  ]
  const first = head(table.title)
  const second = head(`${table.title}（续）`)
  return writeWorkbook([
    sheet('表1', first, members, first.length + headingRows),
    sheet('表1（续）', second, signed, second.length),
  ])
}

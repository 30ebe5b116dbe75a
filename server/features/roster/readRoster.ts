import { setImmediate as nextTurn } from 'node:timers/promises'
import { type RosterColumn, type RosterKey, rosterColumns } from '../../domain/organisation/rosterColumns'
import { crossCheck } from '../../domain/organisation/rosterFile'
import { type RosterRow, type RowIssue, readRosterRow } from '../../domain/organisation/rosterRow'
import { cleanText } from '../../domain/wording/cleanText'
import { type ReadWorksheet, readWorksheet, type WorksheetRow } from '../../files/workbookReader'
import { rosterEmpty, rosterHeadings, rosterTooManyRows } from '../../refusals'

export const sheetName = '人员'
export const mostRows = 20_000
const mostColumns = 60
const rowsPerTurn = 500

export interface ReadRoster {
  rowCount: number
  /** Rows that could be read, whatever else is wrong. */
  rows: RosterRow[]
  problems: RowIssue[]
  warnings: RowIssue[]
}

const tidyHeading = (text: string): string =>
  cleanText(text)
    .normalize('NFKC')
    .replace(/[\s**::]/g, '')

/** Which column stands where; the heading row must be the template's, in any order. */
function readHeadings(row: WorksheetRow | undefined): Map<RosterKey, number> {
  const found = new Map<string, number>()
  const faults: string[] = []
  for (const [at, cell] of (row?.cells ?? []).entries()) {
    if (!cell) continue
    const heading = tidyHeading(cell.text)
    if (found.has(heading)) faults.push(`有两列“${heading}”`)
    else if (rosterColumns.some((column) => column.heading === heading)) found.set(heading, at)
    else faults.push(`不认识“${[...cleanText(cell.text).trim()].slice(0, 20).join('')}”`)
  }
  const missing = rosterColumns.filter((column) => !found.has(column.heading)).map((column) => column.heading)
  if (missing.length)
    faults.unshift(`缺少“${missing.slice(0, 5).join('”“')}”${missing.length > 5 ? `等${missing.length}列` : ''}`)
  if (faults.length) throw rosterHeadings({ problems: faults.slice(0, 5).join('；') })
  return new Map(rosterColumns.map((column) => [column.key, found.get(column.heading) ?? 0]))
}

const mergeProblems = ({ merges }: ReadWorksheet): RowIssue[] =>
  merges.map((area) => ({
    row: Number(/\d+/.exec(area)?.[0] ?? 1),
    column: /^[A-Z]+/.exec(area)?.[0] ?? '',
    sentence: `${area}是合并单元格，请取消合并，每格分别填写。`,
  }))

/** A value under no heading would be lost without a word. */
function strayProblems({ number, cells }: WorksheetRow, width: number): RowIssue[] {
  const at = cells.findIndex((cell, column) => cell !== null && column >= width)
  return at < 0
    ? []
    : [{ row: number, column: `第${at + 1}列`, sentence: '这一列没有表头，里面的内容不会导入，请删除。' }]
}

function checkSize(sheet: ReadWorksheet): void {
  const actual = sheet.rowCount - 1
  if (actual > mostRows) throw rosterTooManyRows({ limit: mostRows, actual })
}

const cellsOf = ({ cells }: WorksheetRow, places: Map<RosterKey, number>) =>
  new Map(rosterColumns.map(({ key }: RosterColumn) => [key, cells[places.get(key) ?? 0] ?? null]))

/**
 * Reads the roster file by itself, without the database: every problem of every cell, and what rows say against each
 * other. Refuses as a whole what is no .xlsx, has other headings, no rows or more than 20,000.
 */
export async function readRoster(content: Buffer): Promise<ReadRoster> {
  const sheet = await readWorksheet(content, { preferredName: sheetName, mostRows: mostRows + 1, mostColumns })
  if (!sheet.rowCount) throw rosterEmpty({ row: 2 })
  const [headings, ...lines] = sheet.rows
  const places = readHeadings(headings)
  checkSize(sheet)
  if (!lines.length) throw rosterEmpty({ row: (headings?.number ?? 1) + 1 })
  const width = Math.max(...places.values()) + 1
  const answer: ReadRoster = { rowCount: lines.length, rows: [], problems: mergeProblems(sheet), warnings: [] }
  for (const [at, line] of lines.entries()) {
    if (at % rowsPerTurn === 0) await nextTurn()
    const { facts, problems, warnings } = readRosterRow(line.number, cellsOf(line, places))
    if (facts) answer.rows.push(facts)
    answer.problems.push(...problems, ...strayProblems(line, width))
    answer.warnings.push(...warnings)
  }
  answer.problems.push(...crossCheck(answer.rows))
  return answer
}

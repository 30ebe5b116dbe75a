import { setImmediate as nextTurn } from 'node:timers/promises'
import { asideOf } from '../../domain/organisation/rosterAside'
import type { RawCell } from '../../domain/organisation/rosterCell'
import { type RosterColumn, rosterColumns } from '../../domain/organisation/rosterColumns'
import { countedFrom1904 } from '../../domain/organisation/rosterDay'
import { crossCheck } from '../../domain/organisation/rosterFile'
import type { KnownHeadings } from '../../domain/organisation/rosterHeadings'
import { type RosterRow, type RowIssue, readRosterRow } from '../../domain/organisation/rosterRow'
import type { ReadWorksheet, WorksheetRow } from '../../files/workbookReader'
import { rosterEmpty, rosterHeadings, rosterTooManyRows } from '../../refusals'
import { exampleSheetName } from './drawTemplate'
import { mostRows, openTable, type RosterTable } from './findTable'
import { runInTurns } from './inTurns'

const rowsPerTurn = 500

export interface ReadRoster {
  rowCount: number
  /** Rows that could be read, whatever else is wrong. */
  rows: RosterRow[]
  problems: RowIssue[]
  warnings: RowIssue[]
  /** Rows that nobody sees who opens the file. */
  hiddenRows: number[]
  /** Headings of which nobody has said yet what they are. */
  unknown: string[]
}

/** Refuses what must not be guessed; says what is left out. */
function checkHeadings({ places, ignored: all, unknown, doubled, sheet, at }: RosterTable): RowIssue[] {
  const ignored = [...new Set(all)]
  const missing = rosterColumns.filter((column) => column.required && !places.has(column.key))
  const faults = [
    ...missing.map((column) => `缺少“${column.heading}”`),
    ...doubled.map((heading) => `有两列“${heading}”，请只留一列`),
  ]
  const others = missing.length ? unknown.slice(0, 5) : []
  const hint = others.length ? `。表里还有“${others.join('”“')}”，如果是其中一列，请在“列名对照”里说明` : ''
  if (faults.length) throw rosterHeadings({ problems: `${faults.slice(0, 5).join('；')}${hint}` })
  if (!ignored.length) return []
  const names = `“${ignored.slice(0, 10).join('”“')}”${ignored.length > 10 ? `等${ignored.length}列` : ''}`
  return [{ row: sheet.rows[at]?.number ?? 1, column: '表头', sentence: `${names}不是名册里的列，没有导入。` }]
}

/** A title above the headings may lie over several cells, so may a line that is nobody's; a value over several people may not. */
const mergeProblems = ({ merges }: ReadWorksheet, headRow: number, asides: ReadonlySet<number>): RowIssue[] =>
  merges.flatMap((area) => {
    const [row = 1, last = row] = (area.match(/\d+/g) ?? []).map(Number)
    if (row <= headRow || (row === last && asides.has(row))) return []
    const sentence = `${area}是合并单元格，请取消合并，每格分别填写。`
    return [{ row, column: /^[A-Z]+/.exec(area)?.[0] ?? '', sentence }]
  })

/** A value under no heading is left out, and not without a word. */
function strayWarning(lines: readonly WorksheetRow[], headings: RosterTable['headings']): RowIssue[] {
  for (const { number, cells } of lines) {
    const at = cells.findIndex((cell, column) => cell !== null && !headings[column])
    if (at >= 0) return [{ row: number, column: `第${at + 1}列`, sentence: '这一列没有表头，里面的内容没有导入。' }]
  }
  return []
}

/** A column that nobody sees who opens the file comes in, and not without a word. */
const hiddenColumns = ({ sheet, places, at }: RosterTable): RowIssue[] =>
  rosterColumns
    .filter(({ key }) => sheet.hiddenColumns.includes(places.get(key) ?? -1))
    .map(({ heading }) => ({
      row: sheet.rows[at]?.number ?? 1,
      column: heading,
      sentence: `“${heading}”这一列在表格里是隐藏的，也读了进来。`,
    }))

function checkSize({ sheet, at }: RosterTable): void {
  const actual = sheet.rowCount - 1 - at
  if (actual > mostRows) throw rosterTooManyRows({ limit: mostRows, actual })
}

const cellsOf = ({ cells }: WorksheetRow, { places, sheet: { since1904 } }: RosterTable) =>
  new Map(
    rosterColumns.map(({ key, kind }: RosterColumn) => {
      const cell: RawCell | null = cells[places.get(key) ?? -1] ?? null
      const isBareDay = since1904 && kind === 'day' && cell?.kind === 'number'
      return [key, isBareDay ? { ...cell, text: countedFrom1904(cell.text) } : cell]
    }),
  )

/** Whom the rows stand for, and what of them stands for nobody. */
function peopleAmong(
  { places, headings }: RosterTable,
  rows: readonly WorksheetRow[],
): { lines: WorksheetRow[]; asides: RowIssue[] } {
  const lines: WorksheetRow[] = []
  const asides: RowIssue[] = []
  for (const row of rows) {
    const texts = row.cells.map((cell) => cell?.text ?? null)
    const aside = asideOf(texts, headings, places)
    if (aside === null) lines.push(row)
    else asides.push({ row: row.number, column: '整行', sentence: `“${aside}”这一行不是人员，没有导入。` })
  }
  return { lines, asides }
}

/** More tables of people in the file: one is read. */
const otherTables = ({ sheet, at, alike }: RosterTable): RowIssue[] => {
  const people = alike.filter((name) => name !== exampleSheetName)
  if (!people.length) return []
  const sentence = `工作表“${people.join('”“')}”也像名册，没有导入；这次只读了“${sheet.name}”。要一起导入，请合成一张表。`
  return [{ row: sheet.rows[at]?.number ?? 1, column: '工作表', sentence }]
}

/**
 * Reads the roster file by itself, without the database: every problem of every cell, and what rows say against each
 * other. Refuses as a whole what is no table, has no row of headings, no rows or more than 20,000.
 */
export async function readRoster(content: Buffer, said?: KnownHeadings): Promise<ReadRoster> {
  const table = await openTable(content, said)
  const { sheet, at, headings } = table
  const warnings = [...checkHeadings(table), ...otherTables(table), ...hiddenColumns(table)]
  checkSize(table)
  const { lines, asides } = peopleAmong(table, sheet.rows.slice(at + 1))
  const headRow = sheet.rows[at]?.number ?? 1
  if (!lines.length) throw rosterEmpty({ row: headRow + 1 })
  warnings.push(...asides, ...strayWarning(lines, headings))
  const answer: ReadRoster = {
    rowCount: lines.length,
    rows: [],
    problems: mergeProblems(sheet, headRow, new Set(asides.map(({ row }) => row))),
    warnings,
    hiddenRows: [],
    unknown: [...new Set(table.unknown)],
  }
  for (const [at, line] of lines.entries()) {
    if (at % rowsPerTurn === 0) await nextTurn()
    const { facts, problems, warnings } = readRosterRow(line.number, cellsOf(line, table))
    if (facts) answer.rows.push(facts)
    answer.problems.push(...problems)
    answer.warnings.push(...warnings)
    if (line.hidden && facts) answer.hiddenRows.push(line.number)
  }
  answer.problems.push(...(await runInTurns(crossCheck(answer.rows))))
  return answer
}

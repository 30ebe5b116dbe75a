import { hasReadableCharacter } from '../../domain/wording/characters'
import { cleanText, tidyText } from '../../domain/wording/cleanText'
import { foldText } from '../../domain/wording/foldText'
import { lostFault } from '../../domain/wording/lost'
import { readWorksheet, type WorksheetCell, type WorksheetRow } from '../../files/workbookReader'
import { rosterEmpty, rosterHeadings, rosterTooManyRows } from '../../refusals'
import { tidyReference } from './records'

export const sheetName = '岗位职责参考'
export const headings = ['岗位名称', '部门', '岗位职责'] as const
export const mostRows = 2000
export const titleLimit = 60
export const contentLimit = 1000
const mostColumns = 10

type Heading = (typeof headings)[number]

export interface ReferenceRow {
  row: number
  positionTitle: string
  /** Empty for every department. */
  departmentName: string
  content: string
}

/** One thing wrong in the file, at its row as the spreadsheet counts. */
export interface RowProblem {
  row: number
  column: string
  sentence: string
}

export interface ReadReferences {
  rows: ReferenceRow[]
  problems: RowProblem[]
}

const tidyHeading = (text: string): string =>
  cleanText(text)
    .normalize('NFKC')
    .replace(/\(.*\)/, '')
    .replace(/[\s*:]/g, '')

function readHeadings(row: WorksheetRow | undefined): Map<Heading, number> {
  const found = (row?.cells ?? []).map((cell) => tidyHeading(cell?.text ?? ''))
  const missing = headings.filter((heading) => !found.includes(heading))
  const repeated = headings.filter((heading) => found.indexOf(heading) !== found.lastIndexOf(heading))
  const faults = [...missing.map((each) => `缺少“${each}”`), ...repeated.map((each) => `有两列“${each}”`)]
  if (faults.length) throw rosterHeadings({ problems: faults.join('；') })
  return new Map(headings.map((heading) => [heading, found.indexOf(heading)]))
}

const unusable: Partial<Record<WorksheetCell['kind'], string>> = {
  formula: '是公式，请改成文字',
  date: '被表格当成了日期，请把单元格设为文本格式后重新填写',
  error: '是错误值，请重新填写',
}

const limits: Record<Heading, number> = { 岗位名称: titleLimit, 部门: titleLimit, 岗位职责: contentLimit }

function problemOf(heading: Heading, cell: WorksheetCell | null): string | null {
  const unusableReason = cell && unusable[cell.kind]
  if (unusableReason) return unusableReason
  const text = cleanText(cell?.text ?? '').trim()
  if (!text) return heading === '部门' ? null : '没有填写'
  if ([...text].length > limits[heading]) return `最多${limits[heading]}字，现在${[...text].length}字`
  if (!hasReadableCharacter(text)) return '只有标点符号'
  return lostFault('', text)
}

function readRow({ number, cells }: WorksheetRow, places: Map<Heading, number>): ReferenceRow | RowProblem[] {
  const cellOf = (heading: Heading) => cells[places.get(heading) ?? 0] ?? null
  const problems = headings.flatMap((heading): RowProblem[] => {
    const problem = problemOf(heading, cellOf(heading))
    return problem ? [{ row: number, column: heading, sentence: `第${number}行：${heading}${problem}。` }] : []
  })
  if (problems.length) return problems
  const texts = tidyReference(cellOf('岗位名称')?.text ?? '', cellOf('岗位职责')?.text ?? '')
  return { row: number, departmentName: tidyText(cellOf('部门')?.text ?? ''), ...texts }
}

/** The same post of the same department twice in one file; the later row is named. */
function repeatedRows(rows: ReferenceRow[]): RowProblem[] {
  const first = new Map<string, number>()
  return rows.flatMap(({ row, departmentName, positionTitle }): RowProblem[] => {
    const key = `${foldText(departmentName)}\n${foldText(positionTitle)}`
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, row)
    const sentence = `第${row}行：和第${earlier}行是同一个部门的同一个岗位，请只留一行。`
    return earlier === undefined ? [] : [{ row, column: '岗位名称', sentence }]
  })
}

/** Reads the file by itself, without the database: every problem of every row. Refuses as a whole what is no such table. */
export async function readReferences(content: Buffer): Promise<ReadReferences> {
  const sheet = await readWorksheet(content, { preferredName: sheetName, mostRows: mostRows + 1, mostColumns })
  if (!sheet.rowCount) throw rosterEmpty({ row: 2 })
  const [head, ...lines] = sheet.rows
  const places = readHeadings(head)
  const actual = sheet.rowCount - 1
  if (actual > mostRows) throw rosterTooManyRows({ limit: mostRows, actual })
  if (!lines.length) throw rosterEmpty({ row: (head?.number ?? 1) + 1 })
  const read = lines.map((line) => readRow(line, places))
  const rows = read.flatMap((each) => (Array.isArray(each) ? [] : [each]))
  const merged = sheet.merges.map((area) => {
    const row = Number(/\d+/.exec(area)?.[0] ?? 1)
    return { row, column: '', sentence: `第${row}行：${area}是合并单元格，请取消合并，每格分别填写。` }
  })
  const problems = [...merged, ...read.flatMap((each) => (Array.isArray(each) ? each : [])), ...repeatedRows(rows)]
  return { rows, problems: problems.sort((one, other) => one.row - other.row) }
}

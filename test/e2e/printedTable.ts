import { type CellValue, type Row, Workbook } from 'exceljs'

interface Part {
  /** Column number → weight in percent, read from the heading. */
  weights: Map<number, number>
  total: number
}

const textOf = (value: CellValue): string => (value === null || value === undefined ? '' : String(value))
/** The printed number in hundredths; null for '—'. */
const hundredthsOf = (value: CellValue): number | null => (typeof value === 'number' ? Math.round(value * 100) : null)

function readHeadings(row: Row): Part | null {
  const weights = new Map<number, number>()
  let total = 0
  row.eachCell((cell, column) => {
    if (cell.master !== cell) return
    const weight = /（(\d+)%）$/.exec(textOf(cell.value))?.[1]
    if (weight) weights.set(column, Number(weight))
    if (textOf(cell.value) === '综合得分') total = column
  })
  return total > 0 ? { weights, total } : null
}

/** As a reader with a pencil would: weigh the printed means of those groups that have one, half up. */
function totalOf(row: Row, { weights }: Part): number | null {
  let sum = 0
  let shares = 0
  for (const [column, weight] of weights) {
    const mean = hundredthsOf(row.getCell(column).value)
    if (mean === null) continue
    sum += weight * mean
    shares += weight
  }
  return shares === 0 ? null : Math.floor((2 * sum + shares) / (2 * shares))
}

/** Opens a 表1 and recomputes each total from the means printed beside it. */
export async function recomputed(path: string): Promise<{ rows: number; differences: string[] }> {
  const workbook = new Workbook()
  await workbook.xlsx.readFile(path)
  const differences: string[] = []
  let rows = 0
  let part: Part | null = null
  const readRow = (row: Row): void => {
    const headings = readHeadings(row)
    if (headings) {
      part = headings
      return
    }
    // Titles and summaries are one cell over the whole width.
    const isTitle = row.getCell(1).master === row.getCell(row.cellCount).master
    if (isTitle) part = null
    if (!part) return
    rows += 1
    const printed = hundredthsOf(row.getCell(part.total).value)
    const computed = totalOf(row, part)
    if (printed !== computed) differences.push(`${textOf(row.getCell(1).value)}: ${printed} ≠ ${computed}`)
  }
  for (const sheet of workbook.worksheets) sheet.eachRow(readRow)
  return { rows, differences }
}

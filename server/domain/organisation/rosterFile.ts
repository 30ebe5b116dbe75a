import { type Pieces, rowsAPiece } from '../pieces'
import { foldText, sameText } from '../wording/foldText'
import { headingOf, type RosterKey } from './rosterColumns'
import type { RosterRow, RowIssue } from './rosterRow'

const issue = (row: number, key: RosterKey, sentence: string): RowIssue => ({ row, column: headingOf(key), sentence })

/** Each value may stand in one row only, however it is typed (foldText); the later one is the problem and names the earlier one. */
function* repeated(
  rows: readonly RosterRow[],
  key: RosterKey,
  read: (row: RosterRow) => string | null | undefined,
): Pieces<RowIssue[]> {
  const first = new Map<string, number>()
  const problems: RowIssue[] = []
  for (const [at, row] of rows.entries()) {
    if (at % rowsAPiece === 0) yield
    const value = read(row)
    if (!value) continue
    const folded = foldText(value)
    const earlier = first.get(folded)
    if (earlier === undefined) first.set(folded, row.row)
    else problems.push(issue(row.row, key, `${headingOf(key)}“${value}”和第${earlier}行重复。`))
  }
  return problems
}

/** One code, one value: what stands in an earlier row for the same department must stand here too. */
function* disagreeing(rows: readonly RosterRow[], key: 'departmentName' | 'branchName'): Pieces<RowIssue[]> {
  const first = new Map<string, { row: number; value: string }>()
  const problems: RowIssue[] = []
  for (const [at, row] of rows.entries()) {
    if (at % rowsAPiece === 0) yield
    const department = row.departmentCode ?? row.departmentName
    const value = row[key]
    if (department === undefined || value === undefined) continue
    const earlier = first.get(foldText(department))
    if (!earlier) first.set(foldText(department), { row: row.row, value })
    else if (!sameText(earlier.value, value)) {
      const what = key === 'departmentName' ? '部门编号' : '部门'
      problems.push(
        issue(row.row, key, `${what}“${department}”在第${earlier.row}行是“${earlier.value}”，这里是“${value}”。`),
      )
    }
  }
  return problems
}

/** What rows of one file say against each other (R03: a department belongs to exactly one branch). */
export function* crossCheck(rows: readonly RosterRow[]): Pieces<RowIssue[]> {
  const coded = rows.filter((row) => row.departmentCode !== undefined)
  return [
    ...(yield* repeated(rows, 'staffNumber', (row) => row.staffNumber)),
    ...(yield* repeated(rows, 'feishuAccount', (row) => row.feishuAccount)),
    ...(yield* repeated(rows, 'wecomAccount', (row) => row.wecomAccount)),
    ...(yield* disagreeing(coded, 'departmentName')),
    ...(yield* disagreeing(rows, 'branchName')),
  ]
}

import {
  type HeadingRow,
  isHeadingRow,
  type KnownHeadings,
  readHeadingRow,
} from '../../domain/organisation/rosterHeadings'
import { type ReadWorksheet, readWorksheet, type WorksheetRow } from '../../files/workbookReader'
import { rosterEmpty, rosterNoHeadings } from '../../refusals'

export const sheetName = '人员'
export const mostRows = 20_000
const mostColumns = 60

/** A title, a line of who made it when: so far down the headings are looked for. */
const headingsWithin = 30
const mostSheets = 10

export interface RosterTable extends HeadingRow {
  sheet: ReadWorksheet
  /** The last row of headings among the sheet's rows, and what stands over each column. */
  at: number
  headings: (string | null)[]
  /** Other sheets of the file that have such headings. */
  alike: string[]
}

type Found = Omit<RosterTable, 'sheet' | 'alike'>
type FoundOn = Omit<RosterTable, 'alike'>

const textsOf = (row: WorksheetRow | undefined): (string | null)[] =>
  (row?.cells ?? []).map((cell) => (cell?.kind === 'text' ? cell.text : null))

const foundIn = (headings: (string | null)[], at: number, said: KnownHeadings): Found => ({
  at,
  headings,
  ...readHeadingRow(headings, said),
})

/** Headings in two rows, groups above and columns below: they are read as one where that finds more than either. */
function pairAt(rows: readonly WorksheetRow[], at: number, said: KnownHeadings): Found | null {
  const [upper, lower] = [textsOf(rows[at]), textsOf(rows[at + 1])]
  if (rows[at + 1]?.number !== (rows[at]?.number ?? 0) + 1) return null
  const width = Math.max(upper.length, lower.length)
  const pair = foundIn(
    Array.from({ length: width }, (_none, column) => lower[column] ?? upper[column] ?? null),
    at + 1,
    said,
  )
  const alone = Math.max(foundIn(upper, at, said).places.size, foundIn(lower, at + 1, said).places.size)
  return isHeadingRow(pair) && pair.places.size > alone ? pair : null
}

function findIn(sheet: ReadWorksheet, said: KnownHeadings): FoundOn | null {
  for (const [at, row] of sheet.rows.slice(0, headingsWithin).entries()) {
    const pair = pairAt(sheet.rows, at, said)
    const found = pair ?? foundIn(textsOf(row), at, said)
    if (isHeadingRow(found)) return { sheet, ...found }
  }
  return null
}

/** The table of the people, on whichever sheet and in whichever row its headings stand. */
export async function openTable(content: Buffer, said: KnownHeadings = new Map()): Promise<RosterTable> {
  const limits = { mostRows: mostRows + headingsWithin, mostColumns }
  const first = await readWorksheet(content, { ...limits, preferredName: sheetName })
  let table = findIn(first, said)
  const alike: string[] = []
  for (const preferredName of first.sheetNames.slice(0, mostSheets)) {
    if (preferredName === first.name) continue
    const found = findIn(await readWorksheet(content, { ...limits, preferredName }), said)
    if (found && table) alike.push(preferredName)
    table ??= found
  }
  if (table) return { ...table, alike }
  throw first.rowCount ? rosterNoHeadings({ rows: headingsWithin }) : rosterEmpty({ row: 2 })
}

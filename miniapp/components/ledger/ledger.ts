import type { Place, Sort } from './place'
import { ledgerTexts } from './texts'

export type Tone = 'late' | 'wait' | 'info' | 'done' | 'grey' | 'gold'

export interface Chip {
  text: string
  tone: Tone
}

/** One column; `text` is what its cell says, '' where there is nothing. */
export interface LedgerColumn<Row> {
  key: string
  title: string
  /**
   * `person` puts a face before the name; `state` shows the row's chip and stands last; `long` shows two lines in the table,
   * and all of it in the panel. Without it: words.
   */
  kind?: 'text' | 'day' | 'person' | 'state' | 'long'
  /** Figures stand right, so that they can be compared. */
  number?: boolean
  text: (row: Row) => string
  /** By what the column is sorted: a day, a number. Without it, by its text. */
  order?: (row: Row) => string | number | null
}

/** How one kind of row reads: as a table on a PC, as two lines on a phone. */
export interface LedgerShape<Row> {
  /** The name of the list to a screen reader. */
  label: string
  /** The first names the row. More than seven: the table shows six and the state, the panel all. */
  columns: readonly LedgerColumn<Row>[]
  key: (row: Row) => string
  /** Where the row's own page is; without it the row is looked at beside the list, where that has no room on a sheet. */
  path?: (row: Row) => string
  /** The row on a phone: the first line bold; empty lines are left out. `person`: whose face stands before it. */
  lines: (row: Row) => { person?: string; title: string; lines: readonly string[] }
  /** The one chip of a row: where two would stand, the one that asks for something. */
  chip: (row: Row) => Chip | null
  /** The day ('2026-09-15') under whose head the row stands on a phone; without it the rows have no heads. */
  day?: (row: Row) => string
}

export interface Segment<Row> {
  /** '' is what is shown first: everything, or with `holds` what is to be done. */
  key: string
  label: string
  /** How many; where the server does not say, the rows it holds are counted. */
  count?: number
  holds?: (row: Row) => boolean
  /** What is said when it holds nothing. */
  empty?: { title: string; text: string }
}

export interface Select<Row> {
  key: string
  label: string
  options: readonly { value: string; label: string }[]
  /** The row's own value; without it the server selects. */
  of?: (row: Row) => string
}

/** One chip says both: what is open and late is late, what is finished only was. */
export function withLate(chip: Chip, late: boolean): Chip {
  if (!late) return chip
  return { text: ledgerTexts.lateState(chip.text), tone: chip.tone === 'done' ? chip.tone : 'late' }
}

/** Beside the panel, which has all of them, the table has less room. */
const mostColumns = { alone: 7, beside: 5 } as const

/** What the table shows of the columns: the state last, never more than seven, `beside` the panel five. */
export function tableColumns<Row>(columns: readonly LedgerColumn<Row>[], beside = false): LedgerColumn<Row>[] {
  const state = columns.filter(({ kind }) => kind === 'state')
  const words = columns.filter(({ kind }) => kind !== 'state')
  return [...words.slice(0, mostColumns[beside ? 'beside' : 'alone'] - state.length), ...state]
}

const collator = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true })

const compare = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : collator.compare(String(one), String(other))

/** Sorted by a column, rows that are equal in it in their old order; what is empty stands last in both directions. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly LedgerColumn<Row>[], sort: Sort | null): Row[] {
  const column = columns.find(({ key }) => key === sort?.key)
  if (!column || !sort) return [...rows]
  const read = column.order ?? column.text
  const turn = sort.down ? -1 : 1
  return rows
    .map((row) => ({ row, value: read(row) }))
    .sort((one, other) => {
      const [first, second] = [one.value, other.value]
      if (first === null || first === '') return second === null || second === '' ? 0 : 1
      if (second === null || second === '') return -1
      return turn * compare(first, second)
    })
    .map(({ row }) => row)
}

/** Neighbours of the same day under one head, in the order they come. */
export function byDay<Row>(rows: readonly Row[], dayOf: (row: Row) => string): { day: string; rows: Row[] }[] {
  const groups: { day: string; rows: Row[] }[] = []
  for (const row of rows) {
    const day = dayOf(row)
    const last = groups[groups.length - 1]
    if (last?.day === day) last.rows.push(row)
    else groups.push({ day, rows: [row] })
  }
  return groups
}

/** Rows of a page of a list that the browser has whole. */
export const pageSize = 50

export interface View<Row> {
  rows: Row[]
  /** Of what was found, without the segment: how many each segment holds. */
  counts: Record<string, number>
  pages: number
  /** The page shown: the last one when there are fewer than asked for. */
  page: number
}

export type Matches = <Row>(row: Row, shape: LedgerShape<Row>, words: string) => boolean

/** What is shown of a list that the browser has whole. `matches` comes later (matches.ts): until then words choose nothing. */
export function viewOf<Row>(
  all: readonly Row[],
  shape: LedgerShape<Row>,
  { segments, selects }: { segments: readonly Segment<Row>[]; selects: readonly Select<Row>[] },
  place: Place,
  matches: Matches | undefined,
): View<Row> {
  const selected = all
    .filter((row) => selects.every(({ key, of }) => !place.selects[key] || !of || of(row) === place.selects[key]))
    .filter((row) => place.words === '' || (matches?.(row, shape, place.words) ?? true))
  const counts = Object.fromEntries(
    segments.map((segment) => [segment.key, selected.filter((row) => segment.holds?.(row) ?? true).length]),
  )
  const chosen = segments.find(({ key }) => key === place.segment)
  const found = sortRows(
    selected.filter((row) => chosen?.holds?.(row) ?? true),
    shape.columns,
    place.sort,
  )
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const page = Math.min(place.page, pages)
  return { rows: found.slice((page - 1) * pageSize, page * pageSize), counts, pages, page }
}

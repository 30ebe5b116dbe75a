import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx'
import { XMLValidator } from 'fast-xml-parser'
import { packParts } from './workbookArchive'

/** What stands in one cell, as text and not cleaned (wording/cleanText.ts), and what the spreadsheet made of it. */
export interface WorksheetCell {
  /** A date's is its day, 2008-07-01, or '' where the number is no day. */
  text: string
  kind: 'text' | 'number' | 'yesNo' | 'date' | 'formula' | 'error'
}

export interface WorksheetRow {
  /** As the spreadsheet counts: the first row is 1. */
  number: number
  /** By column, 0 for A; an empty cell is null. */
  cells: (WorksheetCell | null)[]
  /** Nobody sees it who opens the file: hidden by hand or by a filter. */
  hidden: boolean
}

export interface ParsedSheet {
  /** Rows in which something stands, from the top; no more than the limit. */
  rows: WorksheetRow[]
  /** How many such rows the sheet has, those beyond the limit included. */
  rowCount: number
  /** Merged areas such as 'B2:B5', the first hundred. */
  merges: string[]
  /** Columns that nobody sees who opens the file, 0 for A. */
  hiddenColumns: number[]
}

export interface ParsedFile extends ParsedSheet {
  name: string
  /** All that can be seen in the file, in its order. */
  sheetNames: string[]
  /** Days are counted from 1904, as old Macs had it. */
  since1904: boolean
}

export interface ParseLimits {
  /** The sheet to read when it is there; else the first one is read. */
  preferredName: string
  mostRows: number
  /** Cells to the right of this many columns are not looked at. */
  mostColumns: number
}

/** The texts of an .xlsx file's parts, by name. */
export type SheetParts = readonly (readonly [name: string, text: string])[]

type Library = typeof import('@e965/xlsx')

const errorTexts: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

const twoDigits = (value: number): string => String(value).padStart(2, '0')

/** What lies outside the years of four digits is no day of ours. */
function dayOf(library: Library, serial: number, date1904: boolean): string {
  const parts = library.SSF.parse_date_code(serial, { date1904 })
  return parts && parts.y >= 1000 && parts.y <= 9999 && parts.d > 0
    ? `${parts.y}-${twoDigits(parts.m)}-${twoDigits(parts.d)}`
    : ''
}

function toCell(library: Library, cell: CellObject | undefined, date1904: boolean): WorksheetCell | null {
  if (!cell) return null
  const { t, v, f, z } = cell
  if (f !== undefined) return { text: '', kind: 'formula' }
  if (v === undefined || v === null) return null
  if (t === 'b') return { text: v ? '是' : '否', kind: 'yesNo' }
  if (t === 'e') return { text: errorTexts[Number(v)] ?? '#N/A', kind: 'error' }
  if (t === 'n' && typeof z === 'string' && library.SSF.is_date(z))
    return { text: dayOf(library, Number(v), date1904), kind: 'date' }
  // 00123 is kept as 123 and a format that shows five digits.
  if (t === 'n' && typeof z === 'string' && /^0{2,}$/.test(z)) return { text: library.SSF.format(z, v), kind: 'number' }
  if (t === 'n') return { text: String(v), kind: 'number' }
  const text = String(v)
  return text.trim() === '' ? null : { text, kind: 'text' }
}

function rowsOf(library: Library, sheet: WorkSheet, date1904: boolean, limits: ParseLimits): ParsedSheet {
  const rows: WorksheetRow[] = []
  let rowCount = 0
  const facts = sheet['!rows'] ?? []
  for (const [at, line] of ((sheet['!data'] ?? []) as (CellObject | undefined)[][]).entries()) {
    const cells = Array.from((line ?? []).slice(0, limits.mostColumns), (cell) => toCell(library, cell, date1904))
    if (!cells.some(Boolean)) continue
    rowCount += 1
    if (rows.length < limits.mostRows) rows.push({ number: at + 1, cells, hidden: facts[at]?.hidden === true })
  }
  const merges = (sheet['!merges'] ?? []).slice(0, 100).map((area) => library.utils.encode_range(area))
  const columns = Array.from((sheet['!cols'] ?? []).slice(0, limits.mostColumns))
  const hiddenColumns = columns.flatMap((column, at) => (column?.hidden ? [at] : []))
  return { rows, rowCount, merges, hiddenColumns }
}

/** The library keeps sixteen bits of a sign's number: of 𠮷 as &#134071; it would make another letter. */
const withRareSigns = (text: string): string =>
  text.replace(/&#(?:x([\da-f]{5,8})|(\d{5,8}));/gi, (whole, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0xffff && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

const blankCell = /<(?:\w+:)?c(?=\s)(?=[^<>]*\sr=)[^<>]*(?:\/>|>\s*<\/(?:\w+:)?c>)/g
const blankRow = /<(?:\w+:)?row(?=\s)(?=[^<>]*\sr=)[^<>]*(?:\/>|>\s*<\/(?:\w+:)?row>)/g
/** Frames drawn down to the last row of a sheet are hundreds of thousands of cells in which nothing stands. */
const withoutBlanks = (text: string): string => text.replace(blankCell, '').replace(blankRow, '')

/** The library takes what it can get of broken parts; half a roster is none. */
function packWhole(given: SheetParts): Buffer | null {
  const parts = given.map(([name, text]) => [name, name.includes('/worksheets/') ? withoutBlanks(text) : text] as const)
  if (parts.some(([, text]) => XMLValidator.validate(text) !== true)) return null
  return packParts(parts.map(([name, text]) => [name, Buffer.from(withRareSigns(text))]))
}

function readOrLocked(library: Library, content: Uint8Array | string): WorkBook | 'locked' {
  try {
    return library.read(content, {
      type: typeof content === 'string' ? 'string' : 'buffer',
      dense: true,
      // Hidden rows are told with the styles only.
      cellStyles: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      // A text file's 007 stays 007.
      raw: true,
    })
  } catch (fault) {
    if (/password/i.test((fault as Error).message)) return 'locked'
    throw fault
  }
}

/**
 * Reads a file that the library knows, with all its cells at once and without a pause: called in a thread of its own
 * (sheetThread.ts). Null when the library cannot read it; 'locked' for an old .xls with a password.
 */
export async function parseSheet(
  given: SheetParts | Uint8Array | string,
  limits: ParseLimits,
): Promise<ParsedFile | 'locked' | null> {
  // Loaded with the first table, not with the start.
  const { default: library } = (await import('@e965/xlsx')) as unknown as { default: Library }
  const content =
    typeof given === 'string' ? withRareSigns(given) : Array.isArray(given) ? packWhole(given) : (given as Uint8Array)
  if (content === null) return null
  const workbook = readOrLocked(library, content)
  if (workbook === 'locked') return workbook
  const hidden = new Set(workbook.Workbook?.Sheets?.flatMap((one, at) => (one.Hidden ? [workbook.SheetNames[at]] : [])))
  const sheetNames = workbook.SheetNames.filter((name) => !hidden.has(name))
  const name = sheetNames.includes(limits.preferredName) ? limits.preferredName : sheetNames[0]
  const sheet = name === undefined ? undefined : workbook.Sheets[name]
  if (name === undefined || !sheet) return null
  const since1904 = workbook.Workbook?.WBProps?.date1904 === true
  return { name, sheetNames, since1904, ...rowsOf(library, sheet, since1904, limits) }
}

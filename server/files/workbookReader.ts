import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { CellValue, Row } from 'exceljs'
import { writable } from '../domain/wording/cleanText'
import { rosterNotXlsx } from '../refusals'
import { openWorkbookArchive, type WorkbookArchive } from './workbookArchive'

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
}

export interface ReadWorksheet {
  name: string
  /** Rows in which something stands, from the top; no more than the limit. */
  rows: WorksheetRow[]
  /** How many such rows the sheet has, those beyond the limit included. */
  rowCount: number
  /** Merged areas such as 'B2:B5', the first hundred. */
  merges: string[]
}

export interface WorksheetLimits {
  /** The sheet to read when it is there; else the first one is read. */
  preferredName: string
  mostRows: number
  /** Cells to the right of this many columns are not looked at. */
  mostColumns: number
}

const bytesPerTurn = 64 * 1024

/** In small pieces, and other requests get their turn between them. */
async function* inPieces(content: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += bytesPerTurn) {
    await nextTurn()
    yield content.subarray(at, at + bytesPerTurn)
  }
}

/** The format's own escape, which exceljs leaves as it stands: `_x000D_` is one character, `_x005F_` an underline. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const textOf = (value: CellValue): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((run) => run.text).join('')
  if ('text' in value) return String(value.text)
  return ''
}

/** exceljs counts a day from midnight in UTC; what lies outside the years of four digits is no day of ours. */
const dayOfDate = (date: Date): string => {
  const year = date.getUTCFullYear()
  return year >= 1000 && year <= 9999 ? date.toISOString().slice(0, 10) : ''
}

function toCell(value: CellValue): WorksheetCell | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return { text: dayOfDate(value), kind: 'date' }
  if (typeof value === 'number') return { text: String(value), kind: 'number' }
  if (typeof value === 'boolean') return { text: value ? '是' : '否', kind: 'yesNo' }
  if (typeof value === 'object' && ('formula' in value || 'sharedFormula' in value))
    return { text: '', kind: 'formula' }
  if (typeof value === 'object' && 'error' in value) return { text: String(value.error), kind: 'error' }
  const text = unescaped(textOf(value))
  return text.trim() === '' ? null : { text, kind: 'text' }
}

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')

/** Some programs write every tag as <x:row>; exceljs knows only the short form. */
const withoutPrefix = (xml: string): string => {
  const prefix = /<(\w+):(?:worksheet|sst|workbook|styleSheet)\b/.exec(xml.slice(0, 2000))?.[1]
  return prefix ? xml.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</') : xml
}

interface ChosenSheet {
  name: string
  part: string
  /** Days count from 1904, as old Macs had it. */
  since1904: boolean
}

/** Finds the wanted sheet's part through workbook.xml and its relations: the parts' own names prove nothing. */
async function chooseSheet(archive: WorkbookArchive, preferredName: string): Promise<ChosenSheet> {
  const workbook = withoutPrefix((await archive.read('xl/workbook.xml')) ?? '')
  const relations = (await archive.read('xl/_rels/workbook.xml.rels')) ?? ''
  const targets = new Map(
    (relations.match(/<Relationship\b[^>]*>/g) ?? []).map((tag) => [attribute(tag, 'Id'), attribute(tag, 'Target')]),
  )
  const sheets = (workbook.match(/<sheet\b[^>]*>/g) ?? []).map((tag) => {
    const target = targets.get(attribute(tag, 'r:id')) ?? ''
    return { name: attribute(tag, 'name'), part: target.startsWith('/') ? target.slice(1) : `xl/${target}` }
  })
  const chosen = sheets.find((sheet) => sheet.name === preferredName) ?? sheets[0]
  if (!chosen || !archive.has(chosen.part)) throw rosterNotXlsx()
  return { ...chosen, since1904: /<workbookPr\b[^>]*\sdate1904="(1|true)"/.test(workbook) }
}

/**
 * The parts exceljs needs, as it can digest them. Its stream reader takes a 汉字 that lies across two blocks for two broken
 * ones, hence plain ASCII; it takes the 拼音 written over a text for the text itself, hence without <rPh>; and at a character
 * that XML has no place for it gives up the whole file.
 */
const asciiPart = (xml: string): Buffer =>
  Buffer.from(
    withoutPrefix(writable(xml))
      .replace(/<rPh\b[^>]*>[\s\S]*?<\/rPh>/g, '')
      .replace(/[^\0-\x7f]/gu, (character) => `&#${character.codePointAt(0)};`),
    'latin1',
  )

const emptyStrings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'

interface SheetParts {
  sheet: string
  strings: string | null
  styles: string | null
  since1904: boolean
}

/**
 * What exceljs's stream reader does with each part of a file. Its own unzipping is left out: the parts are unpacked here
 * already, and it leans on how one long abandoned zip package times its events. The version of exceljs is fixed.
 */
interface PartReader {
  /** Of the workbook; it asks them whether days count from 1904. */
  properties: object
  _parseStyles(part: Readable): Promise<void>
  _parseSharedStrings(part: Readable): AsyncIterable<unknown>
  _parseWorksheet(part: Readable, id: string): Iterable<{ value: AsyncIterable<Row> }>
}

const asStream = (xml: string): Readable => Readable.from(inPieces(asciiPart(xml)), { highWaterMark: 1 })

async function* rowsOf({ sheet, strings, styles, since1904 }: SheetParts): AsyncGenerator<Row> {
  // Loaded with the first table, not with the start.
  const { stream } = (await import('exceljs')).default
  const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache' } as const
  const reader = new stream.xlsx.WorkbookReader(Readable.from([]), options) as unknown as PartReader
  reader.properties = { model: { date1904: since1904 } }
  if (styles !== null) await reader._parseStyles(asStream(styles))
  // A text in the cache is nothing to look at; the loop only drives the reading.
  for await (const _text of reader._parseSharedStrings(asStream(strings ?? emptyStrings)));
  for (const { value } of reader._parseWorksheet(asStream(sheet), '1')) yield* value
}

async function collectRows(
  parts: SheetParts,
  { mostRows, mostColumns }: WorksheetLimits,
): Promise<{ rows: WorksheetRow[]; rowCount: number }> {
  const rows: WorksheetRow[] = []
  let rowCount = 0
  for await (const row of rowsOf(parts)) {
    const cells: (WorksheetCell | null)[] = []
    row.eachCell((cell, column) => {
      if (column <= mostColumns) cells[column - 1] = toCell(cell.value)
    })
    const filled = Array.from(cells, (cell) => cell ?? null)
    if (!filled.some(Boolean)) continue
    rowCount += 1
    if (rows.length < mostRows) rows.push({ number: row.number, cells: filled })
  }
  return { rows, rowCount }
}

/**
 * Reads one sheet of an .xlsx file of any origin, piece by piece, so that a big file does not stop the server. Refuses
 * what openWorkbookArchive refuses and what is broken inside. Formulas are not computed and not trusted: they are named.
 */
export async function readWorksheet(content: Buffer, limits: WorksheetLimits): Promise<ReadWorksheet> {
  const archive = await openWorkbookArchive(content)
  const { name, part, since1904 } = await chooseSheet(archive, limits.preferredName)
  const sheet = await archive.read(part)
  // Text in several runs inside the cell itself would lose its first runs; no common program writes that.
  if (sheet === null || /<is>\s*<r>/.test(sheet)) throw rosterNotXlsx()
  const merges = (withoutPrefix(sheet).match(/<mergeCell\b[^>]*>/g) ?? [])
    .slice(0, 100)
    .map((tag) => attribute(tag, 'ref'))
  const strings = await archive.read('xl/sharedStrings.xml')
  const styles = await archive.read('xl/styles.xml')
  try {
    return { name, merges, ...(await collectRows({ sheet, strings, styles, since1904 }, limits)) }
  } catch {
    throw rosterNotXlsx()
  }
}

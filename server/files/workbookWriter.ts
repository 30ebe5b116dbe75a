import type { Alignment, Borders, Workbook, Worksheet } from 'exceljs'
import { cleanText, writable } from '../domain/wording/cleanText'
import { repackWorkbook } from './workbookArchive'

/** What is written into a cell; numbers stay numbers, so that a reader can add them up again. */
export type WrittenValue = string | number | null

export interface WrittenColumn {
  /** Grid columns this column covers; 1 when not said. Tables of one sheet share its grid. */
  span?: number
  align?: 'left' | 'center' | 'right'
  /** A number format of the spreadsheet, such as '0.00' or '@' for text. */
  format?: string
}

export interface WrittenHeading {
  text: string
  /** A note that opens when the pointer rests on the heading. */
  note?: string
  /** Emphasised: must be filled in. */
  required?: boolean
}

export type WorksheetBlock =
  /** One line over the whole width: the title is large and centred. */
  | { kind: 'title' | 'line' | 'caption'; text: string; align?: 'left' | 'center' | 'right' }
  | {
      kind: 'table'
      headings: readonly WrittenHeading[]
      columns: readonly WrittenColumn[]
      rows: readonly (readonly WrittenValue[])[]
    }
  /** Texts side by side, high enough to be signed by hand behind what is printed. */
  | { kind: 'signed'; texts: readonly string[] }
  | { kind: 'gap' }

/** A list the user picks from, for rows of one grid column. */
export interface PickList {
  /** Grid column, 1 for A. */
  column: number
  fromRow: number
  toRow: number
  choices: readonly string[]
}

export interface WrittenWorksheet {
  name: string
  /** Width of each grid column, in characters. */
  widths: readonly number[]
  blocks: readonly WorksheetBlock[]
  /** Rows that stay on the screen and are printed again on every page, from the top. */
  headRows: number
  pickLists?: readonly PickList[]
  /** Format of whole grid columns below the head, for rows that are not written yet. */
  columnFormats?: readonly string[]
}

const edge = { style: 'thin' as const, color: { argb: 'FF8C8C8C' } }
const border: Partial<Borders> = { top: edge, left: edge, bottom: edge, right: edge }
const font = { name: '宋体', size: 11 }

/**
 * A text as a cell can hold it: cleaned, without what XML has no place for (one such character, and Excel opens nothing of
 * the file), and a text that looks like the format's own escape, `_x0041_`, written so that it is read as it stands.
 */
export const cellText = (text: string): string => writable(cleanText(text)).replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')

const fillOf = (argb: string) => ({ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb } })
const alignment = (horizontal: 'left' | 'center' | 'right'): Partial<Alignment> => ({
  horizontal,
  vertical: 'middle',
  wrapText: true,
})

/** Points: what one line of letters takes, and the room around it. */
const lineHeight = 15
const lineRoom = 4
/** Widths of a column are counted in digits: a Chinese letter takes more than two, an ordinary one a little over one. */
const wideLetter = 2.2
const narrowLetter = 1.25

/** How many lines a text takes in so wide a cell, on the safe side: fonts of two machines differ. */
export function linesIn(text: string, width: number): number {
  const room = Math.max(width - 1, wideLetter)
  // Nearly all cells of a long table.
  if (text.length * wideLetter <= room && !text.includes('\n')) return 1
  const lengthOf = (line: string): number =>
    [...line].reduce((sum, letter) => sum + (letter < '\u2000' ? narrowLetter : wideLetter), 0)
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(lengthOf(line) / room)), 0)
}

interface FittedCell {
  value: WrittenValue
  width: number
}

/** So high that the longest of its texts is seen whole: a program does not do that by itself for each reader. */
export function rowHeight(cells: readonly FittedCell[]): number {
  const lines = Math.max(1, ...cells.map(({ value, width }) => linesIn(String(value ?? ''), width)))
  // Excel refuses a row higher than 409 points.
  return Math.min(lines * lineHeight + lineRoom, 409)
}

function setHeight(sheet: Worksheet, rowNumber: number, cells: readonly FittedCell[]): void {
  sheet.getRow(rowNumber).height = rowHeight(cells)
}

const sumOf = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0)

/** Width of each of these columns, in characters. */
const columnWidths = (columns: readonly WrittenColumn[], grid: readonly number[]): number[] => {
  const at = starts(columns)
  return columns.map(({ span = 1 }, index) => {
    const first = (at[index] ?? index + 1) - 1
    return sumOf(grid.slice(first, first + span))
  })
}

function writeLine(
  sheet: Worksheet,
  rowNumber: number,
  block: { kind: string; text: string; align?: 'left' | 'center' | 'right' },
  widths: readonly number[],
): void {
  const width = widths.length
  const isTitle = block.kind === 'title'
  if (width > 1) sheet.mergeCells(rowNumber, 1, rowNumber, width)
  const cell = sheet.getCell(rowNumber, 1)
  cell.value = cellText(block.text)
  cell.font = { ...font, size: isTitle ? 18 : 11, bold: block.kind !== 'line' }
  cell.alignment = alignment(block.align ?? (isTitle ? 'center' : 'left'))
  if (isTitle) sheet.getRow(rowNumber).height = 32
  else setHeight(sheet, rowNumber, [{ value: block.text, width: sumOf(widths) }])
}

/** Points: a name written with a pen. */
const signedHeight = 34

function writeSigned(sheet: Worksheet, rowNumber: number, texts: readonly string[], widths: readonly number[]): void {
  const edgeOf = (at: number): number => Math.round((at * widths.length) / texts.length)
  const cells = texts.map((text, at) => ({ value: text, width: sumOf(widths.slice(edgeOf(at), edgeOf(at + 1))) }))
  for (const [at, text] of texts.entries()) {
    sheet.mergeCells(rowNumber, edgeOf(at) + 1, rowNumber, edgeOf(at + 1))
    const cell = sheet.getCell(rowNumber, edgeOf(at) + 1)
    Object.assign(cell, { value: cellText(text), font, alignment: alignment('left') })
  }
  sheet.getRow(rowNumber).height = Math.max(signedHeight, rowHeight(cells))
}

/** First grid column of each of these columns. */
function starts(columns: readonly WrittenColumn[]): number[] {
  let next = 1
  return columns.map(({ span = 1 }) => {
    const start = next
    next += span
    return start
  })
}

type Table = Extract<WorksheetBlock, { kind: 'table' }>

function writeHeadings(
  sheet: Worksheet,
  rowNumber: number,
  { headings, columns }: Table,
  grid: readonly number[],
): void {
  const at = starts(columns)
  const widths = columnWidths(columns, grid)
  const texts = headings.map(({ text }, index) => ({ value: text, width: widths[index] ?? 0 }))
  setHeight(sheet, rowNumber, texts)
  for (const [index, { text, note, required }] of headings.entries()) {
    const column = at[index] ?? index + 1
    const span = columns[index]?.span ?? 1
    if (span > 1) sheet.mergeCells(rowNumber, column, rowNumber, column + span - 1)
    const cell = sheet.getCell(rowNumber, column)
    cell.value = cellText(text)
    cell.font = { ...font, bold: true, ...(required ? { color: { argb: 'FFB42318' } } : {}) }
    cell.fill = fillOf('FFF2F2F2')
    cell.alignment = alignment('center')
    for (let covered = column; covered < column + span; covered += 1) sheet.getCell(rowNumber, covered).border = border
    if (note) cell.note = { texts: [{ text: cellText(note) }] }
  }
}

function writeRows(sheet: Worksheet, firstRow: number, { columns, rows }: Table, grid: readonly number[]): void {
  const at = starts(columns)
  const widths = columnWidths(columns, grid)
  for (const [index, values] of rows.entries()) {
    const texts = values.map((value, place) => ({ value, width: widths[place] ?? 0 }))
    setHeight(sheet, firstRow + index, texts)
    for (const [place, { span = 1, align = 'left', format }] of columns.entries()) {
      const column = at[place] ?? place + 1
      const rowNumber = firstRow + index
      if (span > 1) sheet.mergeCells(rowNumber, column, rowNumber, column + span - 1)
      const cell = sheet.getCell(rowNumber, column)
      const value = values[place] ?? null
      cell.value = typeof value === 'string' ? cellText(value) : value
      cell.font = font
      cell.alignment = alignment(align)
      if (format) cell.numFmt = format
      for (let covered = column; covered < column + span; covered += 1)
        sheet.getCell(rowNumber, covered).border = border
    }
  }
}

function writeBlocks(sheet: Worksheet, blocks: readonly WorksheetBlock[], grid: readonly number[]): void {
  let row = 1
  for (const block of blocks) {
    if (block.kind === 'table') {
      writeHeadings(sheet, row, block, grid)
      writeRows(sheet, row + 1, block, grid)
      row += 1 + block.rows.length
    } else {
      if (block.kind === 'signed') writeSigned(sheet, row, block.texts, grid)
      else if (block.kind !== 'gap') writeLine(sheet, row, block, grid)
      row += 1
    }
  }
}

/** exceljs takes a whole area here, though its types do not say so. */
interface Validations {
  add(area: string, rule: object): void
}

function addPickLists(sheet: Worksheet, lists: readonly PickList[]): void {
  const { dataValidations } = sheet as unknown as { dataValidations: Validations }
  for (const { column, fromRow, toRow, choices } of lists) {
    const letter = sheet.getColumn(column).letter
    dataValidations.add(`${letter}${fromRow}:${letter}${toRow}`, {
      type: 'list',
      allowBlank: true,
      formulae: [`"${choices.join(',')}"`],
      showErrorMessage: true,
      errorTitle: '请从列表中选择',
      error: `只能填：${choices.join('、')}`,
    })
  }
}

/** Characters, of which a page takes so many before its letters become too small to read. */
const standingWidth = 100
const lyingWidth = 200
const [a3, a4] = [8, 9]

/** What an office prints it on: A4 standing, A4 lying, and A3 for what is wider still. */
const paperFor = (width: number): { paperSize: number; orientation: 'portrait' | 'landscape' } => ({
  paperSize: width > lyingWidth ? a3 : a4,
  orientation: width > standingWidth ? 'landscape' : 'portrait',
})

/** Every sheet is as wide as its page, and so many pages long as it takes. */
function addSheet(workbook: Workbook, plan: WrittenWorksheet): void {
  const sheet = workbook.addWorksheet(plan.name, { views: [{ state: 'frozen', ySplit: plan.headRows }] })
  for (const [index, width] of plan.widths.entries()) {
    const column = sheet.getColumn(index + 1)
    column.width = width
    const format = plan.columnFormats?.[index]
    if (format) column.numFmt = format
  }
  writeBlocks(sheet, plan.blocks, plan.widths)
  addPickLists(sheet, plan.pickLists ?? [])
  Object.assign(sheet.pageSetup, {
    ...paperFor(sumOf(plan.widths)),
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
  })
  sheet.pageSetup.printTitlesRow = `1:${plan.headRows}`
  sheet.pageSetup.margins = { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 }
  sheet.headerFooter.oddFooter = '第&P页，共&N页'
}

async function makeWorkbook(sheets: readonly WrittenWorksheet[]): Promise<Workbook> {
  // Loaded with the first table: 0.2 s and 25 MB that a start need not pay.
  const exceljs = (await import('exceljs')).default
  const workbook = new exceljs.Workbook()
  workbook.creator = '连心桥'
  for (const plan of sheets) addSheet(workbook, plan)
  return workbook
}

/** Writes an .xlsx file. Texts are written as texts: one that begins with '=' is no formula. */
export async function writeWorkbook(sheets: readonly WrittenWorksheet[]): Promise<Buffer> {
  return Buffer.from(await (await makeWorkbook(sheets)).xlsx.writeBuffer())
}

/** The same file, byte for byte, whenever the same sheets are written: for a file whose checksum is kept. */
export async function writeSteadyWorkbook(sheets: readonly WrittenWorksheet[]): Promise<Buffer> {
  const workbook = await makeWorkbook(sheets)
  workbook.created = new Date(0)
  workbook.modified = new Date(0)
  return repackWorkbook(Buffer.from(await workbook.xlsx.writeBuffer()))
}

export const workbookMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

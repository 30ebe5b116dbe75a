import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { partsOf } from './workbookArchive'
import {
  cellText,
  linesIn,
  rowHeight,
  type WrittenColumn,
  type WrittenValue,
  type WrittenWorksheet,
  writeWorkbook,
} from './workbookWriter'

type Row = readonly WrittenValue[]

/** One table with a title and a line above it. */
export interface StreamedSheet {
  name: string
  /** Width of each column, in characters. */
  widths: readonly number[]
  title: string
  line: string
  headings: readonly string[]
  /** How each column is aligned; to the left when not said. */
  aligns?: readonly WrittenColumn['align'][]
  /** The rows, in parts of any size: read when they are sent. */
  pages: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>
}

const headRows = 3
const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0)

/** What differs between two tables of one look stands in them as these words, as long as the table is a model. */
const titleWord = (at: number): string => `@title:${at}@`
const lineWord = (at: number, { line, widths }: StreamedSheet): string =>
  `@line:${at}@${'\n@'.repeat(linesIn(line, sum(widths)) - 1)}`

/** The table without its rows but one, which shows the writer what a row looks like. */
const modelOf = (sheet: StreamedSheet, at: number): WrittenWorksheet => ({
  name: sheet.name,
  widths: sheet.widths,
  headRows,
  blocks: [
    { kind: 'title', text: titleWord(at) },
    { kind: 'line', text: lineWord(at, sheet) },
    {
      kind: 'table',
      headings: sheet.headings.map((text) => ({ text })),
      columns: sheet.headings.map((_, column) => ({ align: sheet.aligns?.[column] ?? 'left' })),
      rows: [sheet.headings.map(() => 0)],
    },
  ],
})

/** A house has some dozen looks; written once each, since that takes longer than a short table itself. */
const mostModels = 50
const models = new Map<string, Promise<Map<string, Buffer>>>()

async function modelParts(sheets: readonly StreamedSheet[]): Promise<Map<string, Buffer>> {
  const plans = sheets.map(modelOf)
  const key = JSON.stringify(plans)
  const known = models.get(key) ?? writeWorkbook(plans).then(partsOf)
  models.delete(key)
  models.set(key, known)
  const [oldest] = models.keys()
  if (models.size > mostModels && oldest !== undefined) models.delete(oldest)
  return known
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
const escaped = (text: string): string =>
  ordinary.test(text) ? text : cellText(text).replace(/[&<>\r]/g, (sign) => entities[sign] ?? sign)
/** Nearly all cells of a table, hundreds of thousands of them: nothing to clean, nothing to escape. */
const ordinary = /^[0-9A-Za-z\u4e00-\u9fa5]*$/

/** 'A', 'Z', 'AA': columns by number, 0 for the first. */
const letterOf = (column: number): string =>
  (column < 26 ? '' : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

const letters = Array.from({ length: 60 }, (_, column) => letterOf(column))

/** The model's words for what this file says, and when it was written. */
function partText(name: string, content: Buffer, sheets: readonly StreamedSheet[]): Buffer {
  if (name === 'docProps/core.xml') {
    const now = new Date().toISOString()
    return Buffer.from(String(content).replace(/(<dcterms:[^>]*>)[^<]*(?=<\/dcterms:)/g, (_, tag) => `${tag}${now}`))
  }
  if (name !== 'xl/sharedStrings.xml') return content
  return Buffer.from(
    String(content).replace(/<t[^>]*>@(title|line):(\d+)@[\n@]*<\/t>/g, (_, part: 'title' | 'line', at) => {
      return `<t xml:space="preserve">${escaped(sheets[Number(at)]?.[part] ?? '')}</t>`
    }),
  )
}

/** One row as the format writes it: texts in their cell, so that no list of them grows beside the table. */
function rowXml(number: number, values: Row, styles: readonly string[], height: string): string {
  const cells = values.map((value, column) => {
    const at = `<c r="${letters[column] ?? letterOf(column)}${number}" s="${styles[column]}"`
    if (value === null || value === '') return `${at}/>`
    if (typeof value === 'number') return `${at}><v>${value}</v></c>`
    return `${at} t="inlineStr"><is><t${value.trim() === value ? '' : ' xml:space="preserve"'}>${escaped(value)}</t></is></c>`
  })
  return `<row r="${number}"${height}>${cells.join('')}</row>`
}

/** So high that its longest text is seen whole: not every program finds that out by itself. */
function heightOf(values: Row, { widths }: StreamedSheet): string {
  const cells = values.map((value, column) => ({ value, width: widths[column] ?? 0 }))
  return ` ht="${rowHeight(cells)}" customHeight="1"`
}

async function* sheetXml(model: string, sheet: StreamedSheet): AsyncGenerator<string> {
  const first = model.indexOf(`<row r="${headRows + 1}"`)
  const end = model.indexOf('</sheetData>')
  const styles = [...model.slice(first, end).matchAll(/<c r="[A-Z]+\d+" s="(\d+)"/g)].map(([, style]) => style ?? '')
  if (first < 0 || end < 0 || styles.length !== sheet.headings.length)
    throw new Error('the model of the table has no row')
  // How large the table is need not be said, and is not known yet.
  yield model.slice(0, first).replace(/<dimension [^>]*\/>/, '')
  let number = headRows
  for await (const rows of sheet.pages) {
    yield rows
      .map((values) => {
        number += 1
        return rowXml(number, values, styles, heightOf(values, sheet))
      })
      .join('')
  }
  yield model.slice(end)
}

/**
 * An .xlsx file whose tables are written while it is sent, however long they are; looks as writeWorkbook's, which draws
 * everything but the rows. Whoever reads slowly is waited for, and whoever goes away ends it. A fault on the way destroys
 * the stream, so that no half a file arrives as a whole one. Not exceljs's own streaming writer: it needs an archiver with
 * known holes, and waits for nobody.
 */
export async function streamWorkbook(...sheets: readonly StreamedSheet[]): Promise<Readable> {
  const parts = await modelParts(sheets)
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const written = sheets.map((_, at) => `xl/worksheets/sheet${at + 1}.xml`)
  for (const [name, content] of parts) if (!written.includes(name)) zip.addBuffer(partText(name, content, sheets), name)
  for (const [at, sheet] of sheets.entries()) {
    const name = written[at] ?? ''
    const rows = Readable.from(sheetXml(String(parts.get(name)), sheet), { objectMode: false })
    rows.once('error', (fault) => output.destroy(fault))
    output.once('close', () => rows.destroy())
    zip.addReadStream(rows, name)
  }
  zip.end()
  return output
}

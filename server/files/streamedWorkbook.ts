import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { partsOf } from './workbookArchive'
import { cellText, type WrittenValue, type WrittenWorksheet, writeWorkbook } from './workbookWriter'

/** One table with a title and a line above it. */
export interface StreamedSheet {
  name: string
  /** Width of each column, in characters. */
  widths: readonly number[]
  title: string
  line: string
  headings: readonly string[]
}

type Pages = AsyncIterable<readonly (readonly WrittenValue[])[]>

const headRows = 3

/** The table without its rows but one, which shows the writer what a row looks like. */
const modelOf = ({ name, widths, title, line, headings }: StreamedSheet): WrittenWorksheet => ({
  name,
  widths,
  headRows,
  print: true,
  blocks: [
    { kind: 'title', text: title },
    { kind: 'line', text: line },
    {
      kind: 'table',
      headings: headings.map((text) => ({ text })),
      columns: headings.map(() => ({})),
      rows: [headings.map(() => 0)],
    },
  ],
})

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
const escaped = (text: string): string => cellText(text).replace(/[&<>\r]/g, (sign) => entities[sign] ?? sign)

/** 'A', 'Z', 'AA': columns by number, 0 for the first. */
const letterOf = (column: number): string =>
  (column < 26 ? '' : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

/** One row as the format writes it: texts in their cell, so that no list of them grows beside the table. */
function rowXml(number: number, values: readonly WrittenValue[], style: string): string {
  const cells = values.map((value, column) => {
    const at = `<c r="${letterOf(column)}${number}" s="${style}"`
    if (value === null || value === '') return `${at}/>`
    if (typeof value === 'number') return `${at}><v>${value}</v></c>`
    return `${at} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
  })
  return `<row r="${number}">${cells.join('')}</row>`
}

async function* sheetXml(model: string, pages: Pages): AsyncGenerator<string> {
  const first = model.indexOf(`<row r="${headRows + 1}"`)
  const end = model.indexOf('</sheetData>')
  const style = /<c r="A\d+" s="(\d+)"/.exec(model.slice(first, end))?.[1]
  if (first < 0 || end < 0 || style === undefined) throw new Error('the model of the table has no row')
  // How large the table is need not be said, and is not known yet.
  yield model.slice(0, first).replace(/<dimension [^>]*\/>/, '')
  let number = headRows
  for await (const rows of pages) {
    yield rows
      .map((values) => {
        number += 1
        return rowXml(number, values, style)
      })
      .join('')
  }
  yield model.slice(end)
}

/**
 * An .xlsx file whose last table is written while it is sent, however long it is; looks as writeWorkbook's, which draws
 * everything but its rows, and the short sheets before it. Whoever reads slowly is waited for, and whoever goes away ends it. A fault on the way destroys
 * the stream, so that no half a file arrives as a whole one. Not exceljs's own streaming writer: it needs an archiver with
 * known holes, and waits for nobody.
 */
export async function streamWorkbook(
  plan: StreamedSheet,
  pages: Pages,
  before: readonly WrittenWorksheet[] = [],
): Promise<Readable> {
  const sheetPart = `xl/worksheets/sheet${before.length + 1}.xml`
  const parts = await partsOf(await writeWorkbook([...before, modelOf(plan)]))
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const rows = Readable.from(sheetXml(String(parts.get(sheetPart)), pages), { objectMode: false })
  rows.once('error', (fault) => output.destroy(fault))
  output.once('close', () => rows.destroy())
  for (const [name, content] of parts) if (name !== sheetPart) zip.addBuffer(content, name)
  zip.addReadStream(rows, sheetPart)
  zip.end()
  return output
}

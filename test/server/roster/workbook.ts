import { rosterColumns } from '../../../server/domain/organisation/rosterColumns'
import { packParts } from '../../../server/files/workbookArchive'

/** A text, a number, the XML inside a cell (formulas, dates, errors), or nothing. */
export type TestCell = string | number | { xml: string; type?: string; style?: number } | null

export interface TestWorkbook {
  sheetName?: string
  rows: TestCell[][]
  merges?: string[]
  /** Further parts, such as macros. */
  parts?: [string, Buffer][]
  /** Days count from 1904. */
  since1904?: boolean
  /** Cells and rows stand without saying where. */
  withoutAddresses?: boolean
  /** This row is hidden. */
  hiddenRow?: number
  /** Spreadsheets of other makers put this before every tag. */
  prefix?: string
}

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

function letter(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letter(Math.floor(column / 26) - 1) + letter(column % 26)
}

function cellXml(cell: TestCell, reference: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if (typeof cell === 'string')
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`
  const type = cell.type ? ` t="${cell.type}"` : ''
  return `<c r="${reference}"${type} s="${cell.style ?? 0}">${cell.xml}</c>`
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
// Style 1 is a date, style 2 shows five digits.
const styles = `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="170" formatCode="00000"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="170" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** An .xlsx file as a spreadsheet program might have written it. */
export function workbookOf({
  sheetName = '人员',
  rows,
  merges = [],
  parts = [],
  prefix = '',
  since1904 = false,
  withoutAddresses = false,
  hiddenRow = 0,
}: TestWorkbook): Buffer {
  const lines = rows.map(
    (cells, at) =>
      `<row r="${at + 1}"${hiddenRow === at + 1 ? ' hidden="1"' : ''}>${cells.map((cell, column) => cellXml(cell, `${letter(column)}${at + 1}`)).join('')}</row>`,
  )
  const merged = merges.length
    ? `<mergeCells>${merges.map((area) => `<mergeCell ref="${area}"/>`).join('')}</mergeCells>`
    : ''
  const addressed = lines.join('')
  const body = withoutAddresses ? addressed.replace(/ r="\w+"/g, '') : addressed
  const plain = `<worksheet xmlns="${main}"><sheetData>${body}</sheetData>${merged}</worksheet>`
  const sheet = prefix ? plain.replace(/<(\/?)(?=\w)/g, `<$1${prefix}:`).replace('xmlns=', `xmlns:${prefix}=`) : plain
  const workbook = `<workbook xmlns="${main}" xmlns:r="${relation}">${since1904 ? '<workbookPr date1904="1"/>' : ''}<sheets><sheet name="说明" sheetId="1" r:id="rId1"/><sheet name="${sheetName}" sheetId="2" r:id="rId2"/></sheets></workbook>`
  const target = (id: string, name: string) =>
    `<Relationship Id="${id}" Type="${relation}/worksheet" Target="${name}"/>`
  return packParts([
    ['[Content_Types].xml', Buffer.from('<Types/>')],
    ['xl/workbook.xml', Buffer.from(workbook)],
    [
      'xl/_rels/workbook.xml.rels',
      Buffer.from(
        `<Relationships>${target('rId1', 'worksheets/sheet7.xml')}${target('rId2', '/xl/worksheets/people.xml')}</Relationships>`,
      ),
    ],
    ['xl/worksheets/sheet7.xml', Buffer.from(`<worksheet xmlns="${main}"><sheetData/></worksheet>`)],
    ['xl/worksheets/people.xml', Buffer.from(sheet)],
    ['xl/styles.xml', Buffer.from(styles)],
    ...parts,
  ])
}

export const headings = rosterColumns.map((column) => column.heading)

export type PersonCells = Partial<Record<string, TestCell>>

/** Somebody the roster does not know, complete and right; single cells can be put in their place. */
export const newcomer = (number: number, cells: PersonCells = {}): PersonCells => ({
  工号: `NEW${String(number).padStart(5, '0')}`,
  姓名: `云小${'甲乙丙丁戊己庚辛壬癸'[number % 10]}${'春夏秋冬'[number % 4]}`,
  性别: '女',
  政治面貌: '群众',
  部门编号: 'D04',
  部门: '财务部',
  所属支部: '财投支部',
  职务: '会计',
  职务级别: 0,
  ...cells,
})

/** The roster file for these people, column by heading. */
export const rosterFile = (people: PersonCells[], more: Omit<TestWorkbook, 'rows'> = {}): Buffer =>
  workbookOf({ rows: [headings, ...people.map((cells) => headings.map((heading) => cells[heading] ?? null))], ...more })

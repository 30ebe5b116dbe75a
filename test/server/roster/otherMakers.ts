const strict = 'http://purl.oclc.org/ooxml/spreadsheetml/main'
const strictRelation = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

type Parts = [string, Buffer][]

const part = (name: string, xml: string): [string, Buffer] => [
  name,
  Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`),
]

const types = part(
  '[Content_Types].xml',
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${office}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${office}.sharedStrings+xml"/></Types>`,
)

/** The parts around a sheet, their kinds named by this standard. */
const around = (namespace: string, kinds: string, more = ''): Parts => [
  types,
  part(
    '_rels/.rels',
    `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ),
  part(
    'xl/workbook.xml',
    `<workbook xmlns="${namespace}" xmlns:r="${kinds}"${more}><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  part(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${kinds}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${kinds}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  ),
]

const address = (column: number, row: number): string => `${String.fromCharCode(65 + column)}${row + 1}`
const uniqueOf = (rows: string[][]): string[] => [...new Set(rows.flat())]

/** As Excel saves "Strict Open XML". */
export function standardSheet(rows: string[][]): Parts {
  const texts = uniqueOf(rows)
  const cell = (text: string, at: string) => `<c r="${at}" t="s"><v>${texts.indexOf(text)}</v></c>`
  const lines = rows.map(
    (line, row) => `<row r="${row + 1}">${line.map((text, column) => cell(text, address(column, row))).join('')}</row>`,
  )
  return [
    ...around(strict, strictRelation, ' conformance="strict"'),
    part(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${strict}" xmlns:r="${strictRelation}"><sheetData>${lines.join('')}</sheetData></worksheet>`,
    ),
    part(
      'xl/sharedStrings.xml',
      `<sst xmlns="${strict}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    ),
  ]
}

/** As WPS saves it: texts with readings above them, an attribute and a part of its own, blank cells that have a look. */
export function wpsSheet(rows: string[][]): Parts {
  const texts = uniqueOf(rows)
  const own = ' xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
  const cell = (text: string, at: string) => `<c r="${at}" s="0" t="s"><v>${texts.indexOf(text)}</v></c>`
  const blank = (row: number) => `<c r="${address(5, row)}" s="0"/><c r="${address(6, row)}" s="0"/>`
  const lines = rows.map(
    (line, row) =>
      `<row r="${row + 1}" spans="1:7" customFormat="1" ht="16.5">${line.map((text, column) => cell(text, address(column, row))).join('')}${blank(row)}</row>`,
  )
  const read = (text: string) => `<si><t>${text}</t><rPh sb="0" eb="1"><t>du</t></rPh><phoneticPr fontId="1"/></si>`
  return [
    ...around(main, relation),
    part(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${main}" xmlns:r="${relation}"${own}><sheetPr/><dimension ref="A1:G${rows.length}"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetData>${lines.join('')}</sheetData><extLst><ext uri="{wps}"/></extLst></worksheet>`,
    ),
    part('xl/sharedStrings.xml', `<sst xmlns="${main}" count="${texts.length}">${texts.map(read).join('')}</sst>`),
    part(
      'docProps/custom.xml',
      '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    ),
    part('xl/wpsCustomData.xml', '<wpsCustomData/>'),
  ]
}

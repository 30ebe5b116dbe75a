import { rosterNotXlsx } from '../refusals'
import type { SheetParts } from './sheetParser'
import { openWorkbookArchive, type WorkbookArchive } from './workbookArchive'

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? '')
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_whole, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

interface Relation {
  id: string
  /** The last word of its type, the same in both spellings of the standard. */
  kind: string
  /** The part it leads to. */
  part: string
}

/** A target as it stands beside the part that names it. */
function resolved(target: string, folder: string): string {
  const steps: string[] = []
  for (const step of (target.startsWith('/') ? target : `${folder}/${target}`).split('/')) {
    if (step === '..') steps.pop()
    else if (step && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** What the part leads to; of the package itself with ''. */
async function relationsOf(archive: WorkbookArchive, part: string): Promise<Relation[]> {
  const at = part.lastIndexOf('/') + 1
  const folder = part.slice(0, at)
  const text = (await archive.read(`${folder}_rels/${part.slice(at)}.rels`)) ?? ''
  return (text.match(/<(?:\w+:)?Relationship\b[^>]*>/g) ?? []).map((tag) => ({
    id: attribute(tag, 'Id'),
    kind: attribute(tag, 'Type').split('/').at(-1) ?? '',
    part: resolved(attribute(tag, 'Target'), folder),
  }))
}

interface ChosenSheet {
  name: string
  sheetNames: string[]
  part: string
  strings: string
  styles: string
  /** Days count from 1904, as old Macs had it. */
  since1904: boolean
}

/** Finds the wanted sheet's part through the package's relations and the workbook's: the parts' own names prove nothing. */
async function chooseSheet(archive: WorkbookArchive, preferredName: string): Promise<ChosenSheet> {
  const root = (await relationsOf(archive, '')).find(({ kind }) => kind === 'officeDocument')
  const workbookPath = root?.part ?? 'xl/workbook.xml'
  const workbook = (await archive.read(workbookPath)) ?? ''
  const relations = await relationsOf(archive, workbookPath)
  const parts = new Map(relations.map(({ id, part }) => [id, part]))
  const sheets = (workbook.match(/<(?:\w+:)?sheet\b[^>]*>/g) ?? []).flatMap((tag) => {
    const part = parts.get(attribute(tag, '\\w+:id')) ?? ''
    const seen = !/hidden/i.test(attribute(tag, 'state'))
    return seen && archive.has(part) ? [{ name: attribute(tag, 'name'), part }] : []
  })
  const chosen = sheets.find((sheet) => sheet.name === preferredName) ?? sheets[0]
  if (!chosen) throw rosterNotXlsx()
  const since1904 = /<(?:\w+:)?workbookPr\b[^>]*\sdate1904\s*=\s*["'](1|true)["']/.test(workbook)
  const partOf = (wanted: string, usual: string): string => relations.find(({ kind }) => kind === wanted)?.part ?? usual
  return {
    ...chosen,
    sheetNames: sheets.map((sheet) => sheet.name),
    since1904,
    strings: partOf('sharedStrings', 'xl/sharedStrings.xml'),
    styles: partOf('styles', 'xl/styles.xml'),
  }
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const sheetMl = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetMl}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetMl}.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${sheetMl}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetMl}.styles+xml"/></Types>`
const packageRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`
const workbookRelations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${relation}/styles" Target="styles.xml"/></Relationships>`
const workbookPart = (since1904: boolean): string =>
  `<workbook xmlns="${main}" xmlns:r="${relation}"><workbookPr date1904="${since1904 ? 1 : 0}"/><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>`

/** A day written as a day (ISO 8601, which the format allows) stays one: the library makes a bare number of it. */
const isoDaysAsText = (xml: string): string =>
  xml.includes('"d"') ? xml.replace(/(<(?:\w+:)?c\b[^>]*\s)t="d"/g, '$1t="str"') : xml

export interface SheetPackage {
  parts: SheetParts
  name: string
  sheetNames: string[]
}

/**
 * The wanted sheet of an .xlsx file, alone in a file of our own making: the library never sees what else a foreign file
 * holds, and unpacks nothing. Refuses what openWorkbookArchive refuses, and one without a sheet.
 */
export async function sheetPackage(file: Buffer, preferredName: string): Promise<SheetPackage> {
  const archive = await openWorkbookArchive(file)
  const { name, sheetNames, part, since1904, ...others } = await chooseSheet(archive, preferredName)
  const sheet = (await archive.read(part)) ?? ''
  const strings = (await archive.read(others.strings)) ?? `<sst xmlns="${main}"/>`
  const styles = (await archive.read(others.styles)) ?? `<styleSheet xmlns="${main}"/>`
  const parts: SheetParts = [
    ['[Content_Types].xml', contentTypes],
    ['_rels/.rels', packageRelations],
    ['xl/workbook.xml', workbookPart(since1904)],
    ['xl/_rels/workbook.xml.rels', workbookRelations],
    ['xl/worksheets/sheet1.xml', isoDaysAsText(sheet)],
    ['xl/sharedStrings.xml', strings],
    ['xl/styles.xml', styles],
  ]
  return { parts, name, sheetNames }
}

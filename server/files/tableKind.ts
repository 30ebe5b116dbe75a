import { rosterLocked, rosterMacros, rosterNotXlsx, rosterOtherKind } from '../refusals'

const zip = 0x04034b50
/** OLE2, in which old .xls stand, and files with a password whatever their kind. */
const compound = 'd0cf11e0a1b11ae1'
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

function textOf(content: Buffer): string | null {
  if (content.subarray(0, 2).toString('hex') === 'fffe') return new TextDecoder('utf-16le').decode(content)
  if (content.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('gb18030').decode(content)
  }
}

/** A table of a web page or of XML, as old systems export it under the name .xls, or lines with commas or tabs. */
const isTable = (text: string): boolean =>
  /^\s*<(?:[\s\S]*<)?(?:\w+:)?(?:table|Workbook)\b/i.test(text) || /^[^<\n]*[,\t;][^\n]*\n/.test(text)

/** What of a zip is no .xlsx is told by what lies in it. */
function checkZip(content: Buffer): void {
  const holds = (name: string): boolean => content.includes(name)
  if (holds('vbaProject.bin')) throw rosterMacros()
  if (holds('xl/workbook.xml')) return
  if (holds('xl/workbook.bin')) throw rosterOtherKind({ kind: '.xlsb' })
  if (holds('application/vnd.oasis.opendocument.spreadsheet')) throw rosterOtherKind({ kind: '.ods' })
  if (holds('word/document.xml')) throw rosterOtherKind({ kind: 'Word' })
}

/** 'xlsx' for a package of the standard; else what the library reads by itself. Refuses the others by what they are. */
export function tableKind(content: Buffer): 'xlsx' | Uint8Array | string {
  if (content.length > 4 && content.readUInt32LE(0) === zip) {
    checkZip(content)
    return 'xlsx'
  }
  if (content.subarray(0, 8).toString('hex') === compound) {
    if (content.includes(utf16('EncryptedPackage'))) throw rosterLocked()
    if (content.includes(utf16('_VBA_PROJECT'))) throw rosterMacros()
    if (!content.includes(utf16('Workbook')) && !content.includes(utf16('Book'))) throw rosterNotXlsx()
    return Uint8Array.from(content)
  }
  const text = textOf(content)
  if (text === null || !isTable(text)) throw rosterNotXlsx()
  return text
}

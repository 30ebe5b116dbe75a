import { rosterLocked, rosterMacros, rosterNotXlsx, rosterOtherKind, rosterPacked } from '../refusals'

const zip = 0x04034b50
/** OLE2, in which old .xls stand, and files with a password whatever their kind. */
const compound = 'd0cf11e0a1b11ae1'
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

const byMark: Readonly<Record<string, string>> = { fffe: 'utf-16le', feff: 'utf-16be' }

/** A letter or two that were cut or broken on the way make no other code page of the rest. */
const mostBroken = 3

function textOf(content: Buffer): string | null {
  const marked = byMark[content.subarray(0, 2).toString('hex')]
  if (marked) return new TextDecoder(marked).decode(content)
  if (content.includes(0)) return null
  const text = new TextDecoder('utf-8').decode(content)
  const broken = text.split('\ufffd').length - 1
  if (!broken || (broken <= mostBroken && /\p{Script=Han}{2}/u.test(text))) return text
  return new TextDecoder('gb18030').decode(content)
}

/** So far down the first line with columns is looked for: titles stand above it. */
const linesToLookAt = 30

/** A table of a web page or of XML, as old systems export it under the name .xls, or lines with commas, tabs or bars. */
function isTable(text: string): boolean {
  if (/^\s*</.test(text)) return /^\s*<(?:[\s\S]*<)?(?:\w+:)?(?:table|Workbook)\b/i.test(text)
  const lines = text.slice(0, 10_000).split(/\r\n?|\n/, linesToLookAt)
  return lines.length > 1 && lines.some((line) => /[,\t;|]/.test(line))
}

const startsWith = (content: Buffer, text: string): boolean =>
  content.subarray(0, text.length).toString('latin1') === text

/** Texts in a code page that the file need not name: Chinese is read wrong, and nobody would be told. */
const excel95 = 'Excel 95的.xls'

/** What is no table is told by what it is, where it says so itself. */
function checkKind(content: Buffer): void {
  if (startsWith(content, '%PDF')) throw rosterOtherKind({ kind: 'PDF' })
  if (startsWith(content, 'MIME-Version:')) throw rosterOtherKind({ kind: '网页归档（.mht）' })
  if (startsWith(content, 'Rar!') || startsWith(content, "7z\xbc\xaf'")) throw rosterPacked()
  // Excel 5 and 95 without their container, as old PHP exports write them.
  if (content.subarray(0, 4).toString('hex') === '09080800') throw rosterOtherKind({ kind: excel95 })
  // Excel 2 to 4, which had no sheets yet.
  if (/^09(?:00|02|04)0[46]00/.test(content.subarray(0, 4).toString('hex')))
    throw rosterOtherKind({ kind: 'Excel 4.0以前的.xls' })
}

/** What of a zip is no .xlsx is told by what lies in it. */
function checkZip(content: Buffer): void {
  const holds = (name: string): boolean => content.includes(name)
  if (holds('vbaProject.bin')) throw rosterMacros()
  if (holds('xl/workbook.xml')) return
  if (holds('xl/workbook.bin')) throw rosterOtherKind({ kind: '.xlsb' })
  if (holds('application/vnd.oasis.opendocument.spreadsheet')) throw rosterOtherKind({ kind: '.ods' })
  if (holds('word/document.xml')) throw rosterOtherKind({ kind: 'Word' })
  if (holds('ppt/presentation.xml')) throw rosterOtherKind({ kind: 'PowerPoint' })
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
    if (content.includes(utf16('Workbook'))) return Uint8Array.from(content)
    throw content.includes(utf16('Book')) ? rosterOtherKind({ kind: excel95 }) : rosterNotXlsx()
  }
  checkKind(content)
  const text = textOf(content)
  if (text === null || !isTable(text)) throw rosterNotXlsx()
  return text.replace(/\r(?!\n)/g, '\n')
}

import { cleanText } from '../wording/cleanText'
import { lostFault } from '../wording/lost'
import type { RosterColumn } from './rosterColumns'
import { asRosterDay } from './rosterDay'

/** What a spreadsheet hands over for one cell (files/workbookReader.ts). */
export interface RawCell {
  text: string
  /** A date has its day as text, 2008-07-01, or '' where it is none. */
  kind: 'text' | 'number' | 'yesNo' | 'date' | 'formula' | 'error'
}

export interface CellOutcome {
  /** Tidied text; null when the cell is blank or unusable. */
  value: string | null
  problem?: string
  warning?: string
}

const asNarrow = (text: string): string =>
  text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  )

/** Signs that a Chinese keyboard widens inside an identifier; in a title 「(主管)」 is right as it is. */
const asNarrowCode = (text: string): string =>
  asNarrow(text).replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))

/** The sign between the parts of a name, whatever keyboard it came from: names are stored in one spelling. */
const nameDots = /[\u2022\u2027\u2219\u22c5\u30fb\uff65\u16eb\u2e31\u2e33\ua78f]/g
const pointInName = /(\p{Script=Han})[.\uff0e](?=\p{Script=Han})/gu

const withoutSpaces = (text: string, column: RosterColumn): string => {
  const single = text.replace(/\s+/g, ' ').trim()
  if (column.kind === 'text') return single
  // 「张 三」 is padding; a name in letters keeps its spaces.
  if (column.kind === 'name') return /[A-Za-z]/.test(single) ? single : single.replaceAll(' ', '')
  return single.replaceAll(' ', '')
}

/** Fifteen digits are all that a spreadsheet keeps of a number; what it shows beyond them is made up. */
const isRuinedNumber = (text: string): boolean => /e/i.test(text) || text.replace(/\D/g, '').length > 15

function refusal({ text, kind }: RawCell, column: RosterColumn): string | null {
  const { heading } = column
  if (kind === 'formula') return `${heading}是公式，请改成值（复制后选择性粘贴为数值）。`
  if (kind === 'date' && !(text && column.kind === 'day'))
    return `${heading}被表格当成了日期，请把单元格设为文本格式后重新填写。`
  if (kind === 'error') return `${heading}是错误值${text}，请重新填写。`
  const lost = lostFault(heading, text)
  return lost === null ? null : `${lost}。`
}

/**
 * Tidies one cell: 全角 digits and letters become 半角, stray spaces and what nobody sees go, each with a warning; a formula,
 * an error value, a character that was lost or a date where no day is asked for is a problem. Lengths count characters,
 * not bytes.
 */
export function tidyCell(cell: RawCell | null, column: RosterColumn): CellOutcome {
  if (!cell) return { value: null }
  const problem = refusal(cell, column)
  if (problem) return { value: null, problem }
  if (cell.kind === 'number' && column.kind === 'code' && isRuinedNumber(cell.text)) {
    return { value: null, problem: `${column.heading}是过长的数字，表格已丢失末几位，请设为文本格式后重新填写。` }
  }
  const plain = cleanText(cell.text)
  const narrow = column.kind === 'text' || column.kind === 'name' ? asNarrow(plain) : asNarrowCode(plain)
  const tidy = withoutSpaces(
    column.kind === 'name' ? narrow.replace(nameDots, '·').replace(pointInName, '$1·') : narrow,
    column,
  )
  if (!tidy) return { value: null }
  const value = column.kind === 'day' ? asRosterDay(tidy) : tidy
  const length = [...value].length
  // A rank of 10.5 is no text that is too long, and says so itself.
  if (length > column.limit && column.kind !== 'rank')
    return { value: null, problem: `${column.heading}最多${column.limit}字，现在${length}字。` }
  // A day is told in a spelling of its own anyway.
  if (column.kind === 'day' && value !== tidy) return { value }
  const warning = warningOf(cell.text, narrow, tidy, column.heading)
  return warning ? { value, warning } : { value }
}

function warningOf(given: string, narrow: string, value: string, heading: string): string | null {
  if (given === value) return null
  const widened = asNarrow(given) !== given || asNarrowCode(given) !== given
  const shown = cleanText(given).trim()
  if (widened && narrow !== given) return `${heading}“${shown}”有全角字符，已按“${value}”处理。`
  return `${heading}“${shown}”有多余的空格或符号，已按“${value}”处理。`
}

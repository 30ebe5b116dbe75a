import { cleanText } from '../wording/cleanText'
import { lostFault } from '../wording/lost'
import type { RosterColumn } from './rosterColumns'
import { asRosterDay, noDaySentence } from './rosterDay'

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
const nameDots =
  /[\u02d9\u0387\u1427\u16eb\u2022\u2024\u2027\u2218\u2219\u22c5\u25cf\u25e6\u2e31\u2e33\u30fb\ua78f\ufe52\uff61\uff65]/g
const pointInName = /(\p{Script=Han})[.\uff0e](?=\p{Script=Han})/gu

const withoutSpaces = (text: string, column: RosterColumn): string => {
  const single = text.replace(/\s+/g, ' ').trim()
  if (column.kind === 'text') return single
  // 「张 三」 is padding; a name in letters keeps its spaces.
  if (column.kind === 'name') return /[A-Za-z]/.test(single) ? single : single.replaceAll(' ', '')
  return single.replaceAll(' ', '')
}

/** Fifteen digits are all that a spreadsheet keeps of a number; what it shows beyond them is made up. */
const isRuinedNumber = ({ text, kind }: RawCell): boolean =>
  kind === 'number' ? /e/i.test(text) || text.replace(/\D/g, '').length > 15 : /^\s*\d(?:\.\d+)?E\+\d+\s*$/i.test(text)

/** What told a spreadsheet that digits are a text, where it was copied along: '00123, ="00123". */
const withoutTextMark = (text: string): string => /^="([^"]*)"$/.exec(text)?.[1] ?? text.replace(/^'(?=[^'])/, '')

/** A column of whole numbers that was once a column with gaps: other programs write 10086.0. */
const withoutPoint = (text: string, { kind }: RosterColumn): string =>
  kind === 'code' ? text.replace(/^(\d+)\.0+$/, '$1') : text

/** 「-」 and 「/」 are written where there is nothing to write. */
const isDash = (text: string, { required }: RosterColumn): boolean =>
  !required && /^[-\u2010-\u2015\u2212/\\]+$/.test(text)

function numberProblem(cell: RawCell, { kind, key, heading }: RosterColumn): string | null {
  if (kind !== 'code') return null
  if (isRuinedNumber(cell)) return `${heading}是过长的数字，表格已丢失末几位，请设为文本格式后重新填写。`
  if (key !== 'staffNumber' || cell.kind !== 'number' || /^\d+$/.test(cell.text)) return null
  return `${heading}“${cell.text}”是小数或负数，不会是工号，请核对后重新填写。`
}

function refusal({ text, kind }: RawCell, column: RosterColumn): string | null {
  const { heading } = column
  if (kind === 'formula') return `${heading}是公式，请改成值（复制后选择性粘贴为数值）。`
  if (kind === 'date' && !text && column.kind === 'day') return `${heading}不是日期，要写到日，如2008年7月1日。`
  if (kind === 'date' && column.kind !== 'day') return `${heading}被表格当成了日期，请把单元格设为文本格式后重新填写。`
  if (kind === 'error') return `${heading}是错误值${text}，请重新填写。`
  const lost = lostFault(heading, text)
  return lost === null ? numberProblem({ text, kind }, column) : `${lost}。`
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
  const plain = withoutTextMark(cleanText(cell.text).trim())
  const narrow = column.kind === 'text' || column.kind === 'name' ? asNarrow(plain) : asNarrowCode(plain)
  const tidy = withoutPoint(
    withoutSpaces(column.kind === 'name' ? narrow.replace(nameDots, '·').replace(pointInName, '$1·') : narrow, column),
    column,
  )
  if (!tidy || isDash(tidy, column)) return { value: null }
  const value = column.kind === 'day' ? asRosterDay(tidy) : tidy
  const length = [...value].length
  if (length > column.limit && column.kind === 'day')
    return { value: null, problem: noDaySentence(column.heading, tidy) }
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

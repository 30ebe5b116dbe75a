/** 二〇〇八 as 2008; 十 and its like have no place in a year. */
const chineseDigits = '〇一二三四五六七八九'
const digitsOf = (text: string): string =>
  text.replace(/[零○〇一二三四五六七八九]/g, (digit) => String(Math.max(0, chineseDigits.indexOf(digit))))

/** 七, 十, 十一, 二十, 三十一 as a number. */
function chineseNumber(text: string): string {
  const [, tens, ones] = /^([二三])?十([一二三四五六七八九])?$/.exec(text) ?? []
  if (!text.includes('十')) return digitsOf(text)
  return String((tens ? Number(digitsOf(tens)) : 1) * 10 + (ones ? Number(digitsOf(ones)) : 0))
}

const chinese = /^([零○〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日?$/
const apart =
  /^(\d{4})[-/.、,年](\d{1,2})[-/.、,月](\d{1,2})日?(?:[T ]?\d{1,2}[::]\d{1,2}(?:[::]\d{1,2}(?:\.\d+)?)?Z?)?$/
const together = /^(\d{4})(\d\d)(\d\d)$/
/** Days since the last of 1899, what is left of a date where the cell is no date: 1927 to 2099; behind the point the time of day. */
const serial = /^(?:[1-6]\d{4}|7[0-2]\d{3})(?:\.\d+)?$/
const millisecondsPerDay = 86_400_000
const daysBefore1904 = 1462
const weekday = /(?:星期|礼拜|周)[一二三四五六日天]$/

/** The bare number of a date out of a file whose days count from 1904, as others count it; anything else as it stands. */
export const countedFrom1904 = (text: string): string =>
  serial.test(text) ? String(Number(text) + daysBefore1904) : text

/** What is said of a text that is no day. */
export const noDaySentence = (heading: string, text: string): string =>
  `${heading}“${[...text].slice(0, 20).join('')}”不对，要写到日，如2008年7月1日。`

/**
 * A day as HR files write it, as 2008-07-01: 2008.7.1, 2008/07/01, 2008年7月1日, 20080701, with a time of day or the day of
 * the week behind it, 二〇〇八年七月一日, or the bare number of a date. Anything else as it stands.
 */
export function asRosterDay(text: string): string {
  if (serial.test(text))
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(text)) * millisecondsPerDay).toISOString().slice(0, 10)
  const bare = text.replace(weekday, '')
  const written = chinese.exec(bare)
  const [, year, month = '', day = ''] = written
    ? ['', digitsOf(written[1] ?? ''), chineseNumber(written[2] ?? ''), chineseNumber(written[3] ?? '')]
    : (apart.exec(bare) ?? together.exec(bare) ?? [])
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
}

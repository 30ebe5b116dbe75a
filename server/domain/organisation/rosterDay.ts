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
/** Days since the last of 1899, what is left of a date where the cell is no date: 1927 to 2099. */
const serial = /^(?:[1-6]\d{4}|7[0-2]\d{3})$/
const millisecondsPerDay = 86_400_000

/**
 * A day as HR files write it, as 2008-07-01: 2008.7.1, 2008/07/01, 2008年7月1日, 20080701, with a time of day behind it,
 * 二〇〇八年七月一日, or the bare number of a date. Anything else as it stands.
 */
export function asRosterDay(text: string): string {
  if (serial.test(text))
    return new Date(Date.UTC(1899, 11, 30) + Number(text) * millisecondsPerDay).toISOString().slice(0, 10)
  const written = chinese.exec(text)
  const [, year, month = '', day = ''] = written
    ? ['', digitsOf(written[1] ?? ''), chineseNumber(written[2] ?? ''), chineseNumber(written[3] ?? '')]
    : (apart.exec(text) ?? together.exec(text) ?? [])
  return year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text
}

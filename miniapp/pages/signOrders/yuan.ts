// R30: what is typed is turned into whole 分 digit by digit. A number with a fraction never exists, so none is ever rounded.

const plain = /^\d+(?:\.\d{0,2})?$/
const grouped = /^\d{1,3}(?:,\d{3})+(?:\.\d{0,2})?$/
const mostDigits = 12

/** Full-width figures and points as a Chinese keyboard writes them, a sign of money before and 元 behind. */
const tidy = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/。/g, '.')
    .replace(/^[¥￥]/, '')
    .replace(/元$/, '')

/**
 * Yuan as typed, e.g. 「12.50」, 「1,234.5」 or 「¥12元」, in 分; null for everything else: a third decimal, a minus, more than
 * `most` 分.
 */
export const parseYuan = (typed: string, most: number): number | null => {
  const text = tidy(typed)
  if (!plain.test(text) && !grouped.test(text)) return null
  const [whole = '', cents = ''] = text.replaceAll(',', '').split('.')
  const digits = `${whole}${cents.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')
  if (digits.length > mostDigits) return null
  const fen = Number(digits)
  return fen <= most ? fen : null
}

/** 分 as somebody would type them: 1250 → '12.50'. */
export const typedYuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** A number of plates as typed; null when it is none, or more than `most`. */
export const parseCount = (typed: string, most: number): number | null => {
  const text = typed.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{1,9}$/.test(text)) return null
  const count = Number(text)
  return count <= most ? count : null
}

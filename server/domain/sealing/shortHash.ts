const digitsOf = (hash: string, count: number): string =>
  String(BigInt(`0x${hash.slice(0, 16)}`) % 10n ** BigInt(count)).padStart(count, '0')

const grouped = (digits: string): string => digits.match(/.{4}/g)?.join(' ') ?? ''

/** As much of a hash as people compare on cards and pages: sixteen decimal digits, in groups of four. */
export const shortHash = (hash: string): string => grouped(digitsOf(hash, 16))

/** The code of one phone's own receipts: eight digits are enough to tell one's own apart. */
export const receiptCode = (hash: string): string => grouped(digitsOf(hash, 8))

/** Whether somebody was told this hash: all of it, or what people compare of it, however he has copied that. */
export function isHash(hash: string, told: string): boolean {
  const given = told.replace(/\s/g, '').toLowerCase()
  return given === hash || given === digitsOf(hash, 16)
}

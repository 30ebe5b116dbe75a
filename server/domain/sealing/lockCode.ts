// 监票码: what a 监票人 writes on the slip and types when the box is opened. Digits only, for a number pad and for every reader.

/** Digits drawn by lot: about 59.8 bits, behind 600,000 rounds of PBKDF2. */
export const drawnDigits = 18
const groupSize = 4
export const codeLength = drawnDigits + 2

/** ISO 7064, MOD 97-10: finds every wrong digit and every pair that changed places. */
const remainderOf = (digits: string): number => [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0)

const checkDigits = (drawn: string): string => String(98 - remainderOf(`${drawn}00`)).padStart(2, '0')

/** The code of eighteen digits drawn by lot: twenty, the last two to check the others. Throws for anything but eighteen digits. */
export function codeFrom(drawn: string): string {
  if (!/^\d{18}$/.test(drawn)) throw new Error('a code is made of eighteen drawn digits')
  return drawn + checkDigits(drawn)
}

/** In five groups of four, as it is written and read out. */
export const groupsOf = (code: string): string[] => code.match(/.{1,4}/g) ?? []

/** The last two groups: typed back from the slip, they show that it was written right. */
export const proofOf = (code: string): string => code.slice(-2 * groupSize)

/** What was typed or scanned as plain digits: spaces and hyphens are let through, full-width digits are narrowed. */
export const digitsOf = (typed: string): string =>
  typed.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replace(/[\s\-–—－]/g, '')

/** Whether what was typed or scanned from the slip is the code that was drawn: its last two groups, or all of it. */
export const provesCode = (typed: string, code: string): boolean => [proofOf(code), code].includes(digitsOf(typed))

export type ReadCode = { code: string } | { fault: 'short' | 'long' | 'wrong'; digits: number }

/** The code that somebody typed. The fault says whether digits are missing, too many, or do not belong together. */
export function readCode(typed: string): ReadCode {
  const digits = digitsOf(typed)
  if (/\D/.test(digits)) return { fault: 'wrong', digits: digits.length }
  if (digits.length < codeLength) return { fault: 'short', digits: digits.length }
  if (digits.length > codeLength) return { fault: 'long', digits: digits.length }
  return remainderOf(digits) === 1 ? { code: digits } : { fault: 'wrong', digits: digits.length }
}

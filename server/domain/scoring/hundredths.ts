// R51–R57, D8: every score is a whole number of hundredths (9111 = 91.11). The number printed is the number used.

/** A score or a percentage as a whole number of hundredths, never negative. */
export type Hundredths = number

/**
 * HALF_UP division of whole numbers: floor((2a + b) / (2b)).
 * BigInt because a weighted sum times 2 must stay exact whatever the template's weights are.
 * @throws RangeError when the numerator is negative or the denominator is not positive.
 */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  if (numerator < 0n || denominator <= 0n) throw new RangeError('divideHalfUp: numerator >= 0 and denominator > 0')
  return (2n * numerator + denominator) / (2n * denominator)
}

/** 9111 → '91.11'. @throws RangeError for a fraction, a negative or an unsafe number. */
export function formatHundredths(score: Hundredths): string {
  if (!Number.isSafeInteger(score) || score < 0) throw new RangeError(`formatHundredths: ${score}`)
  const digits = String(score).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** '91.11' → 9111; null for anything but digits with exactly two decimals, so a printed '—' is not a zero. */
export function parseHundredths(text: string): Hundredths | null {
  return /^\d{1,12}\.\d{2}$/.test(text) ? Number(text.replace('.', '')) : null
}

/** Share in hundredths of a percent, HALF_UP (3 of 10 → 3000 = 30.00 %); null when the whole is 0 (rules §4.4.7). */
export function percentage(part: number, whole: number): Hundredths | null {
  return whole === 0 ? null : Number(divideHalfUp(BigInt(part) * 10000n, BigInt(whole)))
}

/** HALF_UP mean of totals in hundredths; null for an empty list, never 0 (rules §4.4.7, §4.4.8). */
export function branchMean(totals: readonly Hundredths[]): Hundredths | null {
  if (totals.length === 0) return null
  // A million of the highest totals add up to far less than what a number holds exactly.
  const sum = totals.reduce((soFar, total) => soFar + total, 0)
  return Number(divideHalfUp(BigInt(sum), BigInt(totals.length)))
}

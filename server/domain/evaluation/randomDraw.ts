// rules §4.3: 抽取 is logged, so the draw takes its random source as an argument and can be repeated from the seed.

/** A whole number in [0, bound), all equally likely. */
export type RandomSource = (bound: number) => number

/**
 * count different ids drawn from the pool, in drawing order; the whole pool when it is not larger than count.
 * @throws RangeError when the source answers outside [0, bound).
 */
export function drawWithoutRepeat(pool: readonly string[], count: number, random: RandomSource): string[] {
  const rest = [...pool]
  const drawn: string[] = []
  while (drawn.length < count && rest.length > 0) {
    const place = random(rest.length)
    if (!Number.isInteger(place) || place < 0 || place >= rest.length) throw new RangeError(`random source: ${place}`)
    drawn.push(...rest.splice(place, 1))
  }
  return drawn
}

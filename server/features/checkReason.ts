import { countCharacters } from '../domain/wording/characters'
import { refuse } from '../refusals'

const shortestReason = 5

/** rules §3: a return needs a reason of at least five characters. */
export function checkReason(reason: string): void {
  const actual = countCharacters(reason)
  if (actual < shortestReason) throw refuse('return.reasonShort', { actual })
}

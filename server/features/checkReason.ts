import { countCharacters } from '../domain/wording/characters'
import { refusal } from '../refusals'

const returnReasonShort = refusal(422, 'return.reasonShort', '请写明原因，不少于5个字（现在{actual}个字）。')

const shortestReason = 5

/** rules §3: a return needs a reason of at least five characters, and so does whatever else is asked or done with one. */
export function checkReason(reason: string): void {
  const actual = countCharacters(reason)
  if (actual < shortestReason) throw returnReasonShort({ actual })
}

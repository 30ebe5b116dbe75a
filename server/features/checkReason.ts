import { countCharacters, hasUnseenCharacter, unseenCharacter } from '../domain/wording/characters'
import { refusal } from '../refusals'

const returnReasonShort = refusal(422, 'return.reasonShort', '请写明退回原因，不少于5个字（现在{actual}个字）。')

const shortestReason = 5

const wordsUnseen = refusal(422, 'words.unseen', '{sentence}。')

/** What was written with a step, whatever way it came: a page's is checked by the contract, a card's only here. */
export function checkWords(words: string): void {
  if (hasUnseenCharacter(words)) throw wordsUnseen({ sentence: unseenCharacter('所写内容') })
}

/** rules §3: a return needs a reason of at least five characters. */
export function checkReason(reason: string): void {
  checkWords(reason)
  const actual = countCharacters(reason)
  if (actual < shortestReason) throw returnReasonShort({ actual })
}

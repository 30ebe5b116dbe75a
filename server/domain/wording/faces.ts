import { withoutUnseen } from './unseen'

// 〰 〽 ㊗ ㊙ are pictographs to Unicode but ordinary marks in every Chinese font.
const printablePictographs = new Set([0x3030, 0x303d, 0x3297, 0x3299])
const keycap = 0x20e3
const emojiVariation = 0xfe0f
// Below this, "pictographs" are signs such as ©, ™ and arrows, which do print.
const firstPictograph = 0x2600

const isEmoji = (character: string, codePoint: number): boolean => {
  if (codePoint === keycap || codePoint === emojiVariation || /\p{Emoji_Presentation}/u.test(character)) return true
  if (codePoint < firstPictograph || printablePictographs.has(codePoint)) return false
  return /\p{Extended_Pictographic}/u.test(character)
}

/**
 * How many different faces and icons a text has: a screen draws them, a printed plate cannot. What nobody sees is taken out
 * and not counted; what is broken or private to one machine is lostCharacters' matter.
 */
export const countFaces = (text: string): number =>
  [...new Set(withoutUnseen(text))].filter((character) => isEmoji(character, character.codePointAt(0) ?? 0)).length

import { cleanText } from './cleanText'

// How a 「字」 is counted, and which characters cannot stand on a printed 工作牌: rules §1.2 for R17 and R23.

/** The same text for counting: cleaned, without white space and line breaks. */
export const withoutWhiteSpace = (text: string): string => cleanText(text).replace(/\s/g, '')

/** One space where there was any white space, none at the ends: what is stored of a text without line breaks (rules §1.2). */
export const tidyText = (text: string): string => cleanText(text).trim().replace(/\s+/g, ' ')

/**
 * Number of 字 (R17, R23): after cleaning (cleanText) and without white space, every code point is one, so 𠮷 is one and so
 * is each letter, digit and mark. Word's own count treats a run of letters as one; the rule is shown under the box.
 */
export const countCharacters = (text: string): number => [...withoutWhiteSpace(text)].length

/** Whether anything can be read in the text, i.e. at least one letter, 汉字 or digit. */
export const hasReadableCharacter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

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
  [...new Set(cleanText(text))].filter((character) => isEmoji(character, character.codePointAt(0) ?? 0)).length

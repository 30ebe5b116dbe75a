// How a 「字」 is counted, and which characters cannot stand on a printed 工作牌: rules §1.2 for R17 and R23.

/** The same text for comparing and counting: NFC, without white space and line breaks. */
export const withoutWhiteSpace = (text: string): string => text.normalize('NFC').replace(/\s/gu, '')

/** One space where there was any white space, none at the ends: what is stored of a text without line breaks (rules §1.2). */
export const tidyText = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ')

/**
 * Number of 字 (R17, R23): after NFC and without white space, every code point is one, so 𠮷 is one and so is each
 * letter, digit and mark. Word's own count treats a run of letters as one; the rule is shown under the box.
 */
export const countCharacters = (text: string): number => [...withoutWhiteSpace(text)].length

/** Whether anything can be read in the text, i.e. at least one letter, 汉字 or digit. */
export const hasReadableCharacter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

export type ForbiddenCharacter = { readonly kind: 'control' | 'zeroWidth' | 'emoji'; readonly codePoint: number }

// Letters that draw nothing; Unicode files them under letters and marks, so no property names them.
const invisibleLetters = new Set([0x034f, 0x115f, 0x1160, 0x3164, 0xffa0])
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

const kindOf = (character: string): ForbiddenCharacter['kind'] | undefined => {
  const codePoint = character.codePointAt(0) ?? 0
  if (/\p{Cf}/u.test(character) || invisibleLetters.has(codePoint)) return 'zeroWidth'
  // Half a surrogate pair has no shape either, nor has a code point that is never to be a character (out of a PDF), which
  // no Word, no table and no card can hold. Tab and line breaks are stripped, not refused.
  if (/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(character) && !/[\t\n\r]/.test(character)) return 'control'
  return isEmoji(character, codePoint) ? 'emoji' : undefined
}

/** The control, zero-width and emoji characters of a text, each once, in order of appearance; empty when it can be printed. */
export const forbiddenCharacters = (text: string): ForbiddenCharacter[] => {
  const found: ForbiddenCharacter[] = []
  for (const character of new Set(text)) {
    const kind = kindOf(character)
    if (kind) found.push({ kind, codePoint: character.codePointAt(0) ?? 0 })
  }
  return found
}

// Faces that several code points draw together: what joins them is no mark that nobody sees.
const drawnTogether =
  /\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?(\u200d\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)+/gu

/**
 * Whether a text has control characters or marks that draw nothing (of no width, turning the direction): two texts that
 * look alike would differ, and one of nothing else would look empty. Line breaks and faces are none.
 */
export const hasUnseenCharacter = (text: string): boolean =>
  forbiddenCharacters(text.replace(drawnTogether, '')).some(({ kind }) => kind !== 'emoji')

/** Its refusal, without a full stop. */
export const unseenCharacter = (what: string): string => `${what}含有不能识别的字符，请删除后重新输入`

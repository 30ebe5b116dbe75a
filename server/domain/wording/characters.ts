import { withoutUnseen } from './unseen'

// How a 「字」 is counted: rules §1.2 for R17 and R23.

/** The same text for counting: cleaned, without white space and line breaks. */
export const withoutWhiteSpace = (text: string): string => withoutUnseen(text).replace(/\s/g, '')

/**
 * Number of 字 (R17, R23): after cleaning (cleanText) and without white space, every code point is one, so 𠮷 is one and so
 * is each letter, digit and mark. Word's own count treats a run of letters as one; the rule is shown under the box.
 */
export const countCharacters = (text: string): number => [...withoutWhiteSpace(text)].length

/** Whether anything can be read in the text, i.e. at least one letter, 汉字 or digit. */
export const hasReadableCharacter = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

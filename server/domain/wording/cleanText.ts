import { withoutUnseen } from './unseen'

/**
 * One cleaner for every text, at the door (contract/cleanGiven.ts, files/workbookReader.ts) and once more in every writer.
 *
 * Taken out without a word, because nobody can see it, so nobody could delete it, and nothing that was written is lost:
 * characters that draw nothing or turn the reading direction (of no width, bidi marks, soft hyphens, filler letters),
 * control characters, and code points that are never to be characters (out of a PDF; XML has no place for them). What
 * breaks a line in some program (U+000B and U+000C of Word and slides, U+0085, U+2028, U+2029) becomes the one line break,
 * radicals that a PDF gives for 汉字 (⽂ ⻓) become the 汉字, and spelling is NFC.
 *
 * Kept, because it is drawn: every 汉字 of every plane (also those newer than this program), accents, what joins the parts
 * of one face, the variation selector behind its letter, tabs and spaces of any width.
 *
 * Refused with the place (lost.ts), because taking it out would change what was written: a letter already broken
 * (half a surrogate pair, U+FFFD), and private-use characters (造字, the bullets of Symbol fonts), which look different or
 * like nothing on the next machine. Every text that is stored can reach a paper, a table or a card, so every text is asked.
 *
 * Limits count code points after cleaning.
 */
export const cleanText = (text: string): string =>
  withoutUnseen(text).replace(radicals, (radical) => hanOf[radical] ?? radical.normalize('NFKC'))

const radicals = /[\u2e80-\u2fd5]/g
/** Those of the supplement that are whole 汉字 of today; NFKC knows the Kangxi ones (U+2F00 to U+2FD5) only. */
const hanOf: Readonly<Record<string, string>> = {
  '\u2ec4': '西',
  '\u2ec5': '见',
  '\u2ec6': '角',
  '\u2ec9': '贝',
  '\u2ecb': '车',
  '\u2ed1': '長',
  '\u2ed3': '长',
  '\u2ed4': '门',
  '\u2ed7': '雨',
  '\u2ed8': '青',
  '\u2ed9': '韦',
  '\u2eda': '页',
  '\u2edb': '风',
  '\u2edc': '飞',
  '\u2edd': '食',
  '\u2ee2': '马',
  '\u2ee3': '骨',
  '\u2ee4': '鬼',
  '\u2ee5': '鱼',
  '\u2ee6': '鸟',
  '\u2ee7': '卤',
  '\u2ee8': '麦',
  '\u2ee9': '黄',
  '\u2eea': '黾',
  '\u2eec': '齐',
  '\u2eee': '齿',
  '\u2ef0': '龙',
  '\u2ef1': '龜',
}

/** One space where there was any white space, none at the ends: what is stored of a text without line breaks (rules §1.2). */
export const tidyText = (text: string): string => cleanText(text).trim().replace(/\s+/g, ' ')

/** What is left of a text that a file can hold, whatever reached its writer: XML ends at a single other character. */
export const writable = (text: string): string =>
  text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, '')

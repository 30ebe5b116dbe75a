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
 * Refused with the place (lostCharacters), because taking it out would change what was written: a letter already broken
 * (half a surrogate pair, U+FFFD), and private-use characters (造字, the bullets of Symbol fonts), which look different or
 * like nothing on the next machine. Every text that is stored can reach a paper, a table or a card, so every text is asked.
 *
 * Limits count code points after cleaning.
 */
export function cleanText(text: string): string {
  if (plainly.test(text)) return text
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(drawnTogetherOrUnseen, (_whole, together?: string) => together ?? '')
    .replace(selectorOfNothing, '$1')
    .replace(radicals, (radical) => hanOf[radical] ?? radical.normalize('NFKC'))
    .normalize('NFC')
}

/** Nearly all texts: nothing in them that the rest would look at. */
const plainly = /^[\n -~\u3000-\u3029\u4e00-\u9fa5\uff01-\uff5e]*$/

// Default_Ignorable_Code_Point is all that Unicode wants drawn as nothing; selectors are judged by what they follow. The
// marks of annotations and the empty Braille cell draw nothing either.
const selector = '\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}\\u180b-\\u180d\\u180f'
const unseen = `(?![\\t\\n${selector}])[\\p{Default_Ignorable_Code_Point}\\p{Cc}\\p{Noncharacter_Code_Point}\\ufff9-\\ufffb\\u2800]`
// Faces that several code points draw together: what joins them is no mark that nobody sees.
const face = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}?\\ufe0f?'
// No look-behind: WebViews of older company phones cannot read it, so what stays is a group of its own.
const drawnTogetherOrUnseen = new RegExp(`(${face}(?:\\u200d${face})+)|${unseen}`, 'gu')
const selectorOfNothing = new RegExp(`(^|[\\s${selector}])[${selector}]+`, 'gu')

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

/** A character of a cleaned text that is no longer, or not everywhere, what was written; `at` counts from 1. */
export interface LostCharacter {
  readonly at: number
  readonly kind: 'broken' | 'privateUse'
}

/** Every such character, in order. */
export function lostCharacters(text: string): LostCharacter[] {
  if (!/[\p{Cs}\p{Co}\ufffd]/u.test(text)) return []
  return [...cleanText(text)].flatMap((character, index): LostCharacter[] => {
    if (/\p{Co}/u.test(character)) return [{ at: index + 1, kind: 'privateUse' }]
    return /[\p{Cs}\ufffd]/u.test(character) ? [{ at: index + 1, kind: 'broken' }] : []
  })
}

const why: Readonly<Record<LostCharacter['kind'], string>> = {
  broken: '已经损坏，请删去后重新输入',
  privateUse: '是自造字或专用符号，打印和在别的设备上显示不出来，请换成规范汉字或删去',
}

/** Where it stands and what to do, without a full stop. `what` names the text. */
export const lostSentence = (what: string, { at, kind }: LostCharacter): string => `${what}第${at}个字${why[kind]}`

/** The sentence of the first one; null when the text can be taken. */
export function lostFault(what: string, text: string): string | null {
  const [first] = lostCharacters(text)
  return first ? lostSentence(what, first) : null
}

/** What is left of a text that a file can hold, whatever reached its writer: XML ends at a single other character. */
export const writable = (text: string): string =>
  text.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, '')

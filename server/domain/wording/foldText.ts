import { cleanText } from './cleanText'

/**
 * Signs that people type for one another, by what they are compared as. Width and compatibility forms (Ａ ① ㎡ …) are
 * NFKC's business; here is what Unicode keeps apart.
 */
const lookAlikes: readonly (readonly [alike: RegExp, one: string])[] = [
  [/[\u2022\u2027\u2219\u22c5\u30fb\u16eb\u2e31\u2e33\ua78f]/g, '·'],
  [/[-\u2010-\u2015\u2043\u2212]+/g, '-'],
  [/[\u2018\u2019\u201a\u201b\u2032`\u00b4]/g, "'"],
  [/[\u201c\u201d\u201e\u201f\u2033\u3003\u300c-\u300f\u00ab\u00bb]/g, '"'],
  [/[\u3014\u3010\u3016\u3018[{\u3008\u300a]/g, '('],
  [/[\u3015\u3011\u3017\u3019\]}\u3009\u300b]/g, ')'],
  [/[\u301c\u223c\u02dc]/g, '~'],
  [/[\u2044\u2215]/g, '/'],
  [/[\u25cb\u25ef]/g, '〇'],
  [/[\u00d7\u2715\u2716]/g, 'x'],
  [/\u3002/g, '.'],
  [/\u3001/g, ','],
  [/\u22ef/g, '...'],
  // Typed between the parts of a name where the keyboard has no ·; last, since others become it.
  [/\./g, '·'],
]

/**
 * A text as it is compared and searched, the same on every database, since each has rules of its own: without white space
 * and variation selectors, small letters, ordinary width, and one sign for those that look alike. Empty for nothing. Never
 * shown or stored in place of the text.
 */
export function foldText(text: string): string {
  if (ordinary.test(text)) return text.toLowerCase()
  const plain = cleanText(text)
    .replace(/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '')
    .normalize('NFKC')
    .replace(/\s/g, '')
    .toLowerCase()
  return lookAlikes.reduce((whole, [alike, one]) => whole.replace(alike, one), plain).normalize('NFKC')
}

/** Nearly all names and numbers of a roster, ten thousand of them for one search. */
const ordinary = /^[0-9A-Za-z\u4e00-\u9fa5]*$/

/** Whether two texts are the same to people. */
export const sameText = (one: string, other: string): boolean => foldText(one) === foldText(other)

/**
 * A test for texts that hold the words somewhere, however they are typed; takes all when the words are empty. Several words
 * may stand in different texts: each must stand in one of them.
 */
export function holding(words: string): (...texts: readonly (string | null | undefined)[]) => boolean {
  const wanted = words.split(/\s+/).map(foldText).filter(Boolean)
  return (...texts) => {
    if (!wanted.length) return true
    const folded = texts.map((text) => (text ? foldText(text) : ''))
    return wanted.every((word) => folded.some((text) => text.includes(word)))
  }
}

/**
 * The part of cleaning (cleanText.ts) by which a text gets shorter, for those who only count: without what nobody sees, with
 * one kind of line break, in NFC.
 */
export function withoutUnseen(text: string): string {
  if (plainly.test(text)) return text
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(drawnTogetherOrUnseen, (_whole, together?: string) => together ?? '')
    .replace(selectorOfNothing, '$1')
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

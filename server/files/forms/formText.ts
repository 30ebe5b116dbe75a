import { cleanText, writable } from '../../domain/wording/cleanText'
import type { FormDay, FormText } from './formData'

/** More line breaks than this would push a form of one page onto the next: the lines are then joined. */
const mostLines = 8
/** A longer word (an address, a number) may be broken anywhere. */
const longestWord = 20
const breakHere = '\u200b'

/**
 * A text as it can be printed: '' for nothing, cleaned (Word refuses the file for some characters, others turn the reading
 * direction), blank lines out, and places to break in words no line could hold.
 */
export function printable(content: FormText | undefined): string {
  const lines = writable(cleanText(content ?? ''))
    .replace(/\t/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const whole = lines.length > mostLines ? lines.join('　') : lines.join('\n')
  return whole.replace(/[!-~\u00c0-\u024f]+/g, (word) => (word.length > longestWord ? [...word].join(breakHere) : word))
}

/** 2026-09-20 → 2026年9月20日. */
export function chineseDay(day: FormDay | null | undefined): string {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day ?? '') ?? []
  return year ? `${year}年${Number(month)}月${Number(date)}日` : printable(day)
}

/** The texts that are there, each with its label: 期间：2026年　版本：第2版. */
export function labelled(pairs: readonly (readonly [string, FormText])[], between = '　'): string {
  return pairs
    .map(([label, content]) => [label, printable(content)] as const)
    .filter(([, content]) => content)
    .map(([label, content]) => `${label}：${content}`)
    .join(between)
}

import type { Answers } from '../scoring/terms'
import type { InputMode } from './template'

/** One ballot as it is stored and sent: one letter an item, or points with commas between; empty = not answered. */
export function parseAnswers(mode: InputMode, text: string): Answers {
  if (mode === 'GRADE') return text
  return text.split(',').map((given) => (given === '' ? null : /^\d{1,3}$/.test(given) ? Number(given) : Number.NaN))
}

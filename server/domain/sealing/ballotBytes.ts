// 一张评价 as it is sealed: always sixteen bytes, whatever it is about and however many items it has, so that nothing can be
// told from a length.
import type { InputMode } from '../evaluation/template'

/** Bytes of every ballot before sealing. */
export const ballotLength = 16
/** One byte says how it was written, one stands for each item. */
const mostItems = ballotLength - 1

const letters = 'ABCDU'
const writing: Readonly<Record<InputMode, number>> = { GRADE: 1, POINTS: 2 }

/** 0 is left for what was not answered; points run from 0 to 100. */
function byteOf(mode: InputMode, given: string): number {
  if (given === '') return 0
  if (mode === 'GRADE') return letters.indexOf(given) + 1
  return /^(?:\d{1,2}|100)$/.test(given) ? Number(given) + 1 : 0
}

const partsOf = (mode: InputMode, answers: string): string[] => (mode === 'GRADE' ? [...answers] : answers.split(','))

/**
 * The answers as sixteen bytes: how they are written, one byte an item, zeros. `answers` is one letter an item (ABCDU), or points
 * of 0 to 100 with commas between, '' where an item was left out. Null where they cannot be written so.
 */
export function packAnswers(mode: InputMode, answers: string): Uint8Array<ArrayBuffer> | null {
  const parts = partsOf(mode, answers)
  if (answers === '' || parts.length > mostItems) return null
  const bytes = new Uint8Array(ballotLength)
  bytes[0] = writing[mode]
  for (const [at, given] of parts.entries()) {
    const byte = byteOf(mode, given)
    if (byte === 0 && given !== '') return null
    bytes[at + 1] = byte
  }
  return bytes
}

/** The answers of `items` items that these bytes hold, as `packAnswers` takes them; null where they hold anything else (无效). */
export function unpackAnswers(mode: InputMode, items: number, bytes: Uint8Array): string | null {
  if (bytes.length !== ballotLength || bytes[0] !== writing[mode] || items > mostItems) return null
  if (bytes.subarray(items + 1).some((byte) => byte !== 0)) return null
  const given = [...bytes.subarray(1, items + 1)]
  const most = mode === 'GRADE' ? letters.length : 101
  if (given.some((byte) => byte > most)) return null
  if (mode === 'POINTS') return given.map((byte) => (byte === 0 ? '' : String(byte - 1))).join(',')
  // A letter ballot leaves nothing out: 不了解 is a letter too.
  return given.includes(0) ? null : given.map((byte) => letters[byte - 1]).join('')
}

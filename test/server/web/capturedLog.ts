import { Writable } from 'node:stream'
import pino, { type Logger } from 'pino'
import { sampleChat } from '../../../server/demo/sampleOrganisation'

export interface Line {
  msg: string
  route?: string
  [field: string]: unknown
}

export interface CapturedLog {
  log: Logger
  lines(): Line[]
  whole(): string
  /** Those of the words that stand in it, as they are or as an address writes them. */
  found(words: readonly string[]): string[]
}

/** What a line may hold; anything else would be a word about somebody. */
const allowedFields = new Set([
  'level',
  'time',
  'pid',
  'hostname',
  'msg',
  'route',
  'status',
  'milliseconds',
  'requestId',
  'job',
  'slot',
  'outcome',
  'kind',
  'platform',
  'reason',
  'fault',
])

export const strangeFields = (lines: readonly Line[]): string[] => [
  ...new Set(lines.flatMap((line) => Object.keys(line).filter((field) => !allowedFields.has(field)))),
]

/** Every name, id and staff number of the sample. */
export const wordsAboutPeople = (): string[] =>
  sampleChat().chatPeople.flatMap(({ name, personId, staffNumber }) => [name, personId, staffNumber])

/** A log kept in memory, with everything down to debug. */
export function captureLog(): CapturedLog {
  const texts: string[] = []
  const stream = new Writable({
    write: (piece, _encoding, done) => {
      texts.push(piece.toString())
      done()
    },
  })
  const whole = () => texts.join('')
  return {
    log: pino({ level: 'debug' }, stream),
    lines: () => texts.map((text) => JSON.parse(text) as Line),
    whole,
    found(words) {
      const text = whole()
      return words.filter((word) => text.includes(word) || text.includes(encodeURIComponent(word)))
    },
  }
}

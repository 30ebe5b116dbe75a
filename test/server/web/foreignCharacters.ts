import type { z } from 'zod'
import { type CallName, contract, type Shape } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import type { Database } from '../../../server/database/work'
import { formNamed } from '../../../server/domain/forms'
import { cleanText } from '../../../server/domain/wording/cleanText'
import { lostCharacters } from '../../../server/domain/wording/lost'
import { xmlFaultOf } from '../../support/reading/strictXml'
import { textPlacesIn, withValue } from './fieldPlaces'

type Place = readonly (string | number)[]

/** Taken out or made something harmless; the text is taken. */
export const cleaned = {
  'U+FFFE': '\ufffe',
  'U+FFFF': '\uffff',
  'U+FDD0': '\ufdd0',
  'U+1FFFE': '\u{1fffe}',
  'U+000B': '\u000b',
  'U+0007': '\u0007',
  _x0041_: '_x0041_',
  'U+202E': '\u202e',
  'U+200B': '\u200b',
  'U+FEFF': '\ufeff',
} as const
/** Refused with the place. */
export const lost = {
  'half a surrogate pair': '\ud842',
  'the sign of a broken character': '\ufffd',
  'a private-use character': '\ue000',
  'one of plane 15': '\u{f0000}',
} as const

/** All that draws nothing, in the middle: what is left is the text itself. */
const unseen = Object.values(cleaned)
  .filter((each) => each !== '\u000b' && each !== '_x0041_')
  .join('')
const plain = '资料不全请补正'

const shapeOf = (name: CallName): z.ZodType | null => {
  const { in: shape }: Shape = contract[name]
  return shape === 'file' ? null : shape
}

/** Every text that a call takes; those of a filing are the form's, which the contract does not know. */
export function textsOf(name: CallName): Place[] {
  const shape = shapeOf(name)
  if (!shape) return []
  const places = textPlacesIn(shape)
  if (name !== 'filing.save') return places
  const written = Object.entries(formNamed('measureFiling')?.fields ?? {}).filter(([, { kind }]) =>
    /line|text/.test(kind),
  )
  return [...places.filter(([first]) => first !== 'values'), ...written.map(([field]) => ['values', field])]
}

type Input = Record<string, unknown>
const valueAt = (input: Input, place: Place): unknown =>
  place.reduce<unknown>((value, step) => (value as Input | undefined)?.[step], input)

/** No address can carry half a character: the browser puts the sign of a broken one there. */
const inAddress = (name: CallName, [first]: Place): boolean => addresses[name].includes(`:${first}`)

/** The input with the same at each of these places. */
export const withTexts = (name: CallName, right: Input, places: readonly Place[], change: (text: string) => string) =>
  places.reduce((input: Input, place) => {
    const value = valueAt(right, place)
    const changed = change(typeof value === 'string' && value ? value : plain)
    const sent = inAddress(name, place) ? changed.replace(/\p{Cs}/gu, '\ufffd') : changed
    return withValue(input, place, sent, shapeOf(name) as z.ZodType)
  }, right)

const hidden = (text: string): string => {
  const [first = '', ...rest] = text
  return `${first}${unseen}${rest.join('')}`
}

/** Whether any words may stand there, as far as the shape knows. */
export const takesWords = (name: CallName, right: Input, place: Place): boolean =>
  shapeOf(name)?.safeParse(withTexts(name, right, [place], (text) => `${text}\n_x0041_`)).success ?? false

/**
 * The right input with everything at once that is cleaned, in as many of its texts as the call may take: in all of them, in
 * those that are there, and without what stays to be seen. The last one is as good as the right input itself. A day and
 * the like, which takes no words, has only what nobody sees.
 */
export function dirtyInputs(name: CallName, right: Input): Input[] {
  const all = textsOf(name)
  const present = all.filter((place) => valueAt(right, place) !== undefined)
  const words = (places: readonly Place[]) => {
    const free = places.filter((place) => takesWords(name, right, place))
    const rest = places.filter((place) => !free.includes(place) && present.includes(place))
    const input = withTexts(name, right, rest, hidden)
    return withTexts(name, input, free, (text) => `${hidden(text)}\u000b_x0041_`)
  }
  return [words(all), words(present), withTexts(name, right, present, hidden)]
}

/** Every text of every table that is not as the cleaner leaves it, and what a strict XML parser says of them all. */
export async function storedFaults(database: Database): Promise<string[]> {
  return database.read(null, 'job', async (work) => {
    const faults: string[] = []
    const texts: string[] = []
    for (const { tableName } of work.manager.connection.entityMetadatas) {
      const rows: Record<string, unknown>[] = await work.manager.query(`select * from ${tableName}`)
      for (const [column, value] of rows.flatMap((row) => Object.entries(row))) {
        const text = typeof value === 'object' && value && !Buffer.isBuffer(value) ? JSON.stringify(value) : value
        if (typeof text !== 'string') continue
        texts.push(text)
        // In JSON half a character and a control character stand escaped.
        const unclean =
          cleanText(text) !== text || lostCharacters(text).length || /\\u(d[89a-f]|00[01](?!a))/i.test(text)
        if (unclean) faults.push(`${tableName}.${column}: ${JSON.stringify(text.slice(0, 200))}`)
      }
    }
    const fault = xmlFaultOf(texts)
    return fault ? [fault, ...faults] : faults
  })
}

import { cleanText } from '../domain/wording/cleanText'
import { lostFault } from '../domain/wording/lost'
import { placeOf } from './problemSentence'

/** Places of one input inside one another; no shape of the contract goes so deep, and what does is refused by it. */
const deepest = 10

/** A text that cannot be taken, and a sentence without a full stop that says where and what to do. */
export interface GivenProblem {
  path: readonly (string | number)[]
  sentence: string
}

/**
 * The door: whatever somebody sent, with every text in it cleaned (wording/cleanText.ts), and what is wrong with texts that
 * have lost a character. It walks over what was sent and knows no shape, so no call and no card can go round it. Names of
 * fields stay as they are: their shape knows them.
 */
export function cleanGiven(given: unknown): { value: unknown; problems: GivenProblem[] } {
  const problems: GivenProblem[] = []
  const clean = (value: unknown, path: GivenProblem['path']): unknown => {
    if (typeof value === 'string') {
      const sentence = lostFault(placeOf(path) || '提交的内容', value)
      if (sentence !== null) problems.push({ path, sentence })
      return cleanText(value)
    }
    if (typeof value !== 'object' || value === null || path.length >= deepest) return value
    if (Array.isArray(value)) return value.map((item, at) => clean(item, [...path, at]))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, clean(item, [...path, name])]))
  }
  return { value: clean(given, []), problems }
}

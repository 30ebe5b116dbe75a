import { parseArgs } from 'node:util'
import { isFileless, type SuiteName, suiteNames } from './stages.ts'

export interface Chosen {
  suites: readonly SuiteName[]
  only: string | undefined
  /** Everything is asked for: only then can coverage and clauses be judged. */
  whole: boolean
}

export const usage = `npm test -- [${suiteNames.join('] [')}] [--only <part of a test file's path>]`

/** What the command line asks for; no suite named means all. Throws on anything it does not know. */
export function readChosen(parameters: string[]): Chosen {
  const { values, positionals } = parseArgs({
    args: parameters,
    options: { only: { type: 'string' } },
    allowPositionals: true,
  })
  const unknown = positionals.filter((name) => !suiteNames.some((suite) => suite === name))
  if (unknown.length > 0) throw new Error(`no suite is called ${unknown.join(', ')}`)
  const named = (suite: SuiteName) => positionals.length === 0 || positionals.includes(suite)
  const suites = suiteNames.filter((suite) => named(suite) && !(values.only && isFileless(suite)))
  return { suites, only: values.only, whole: suites.length === suiteNames.length }
}

import { lostCharacters } from './cleanText'
import type { Issue } from './issue'

/** The first character of a text that is not, or not everywhere, what was written; empty when there is none. */
export const lostIssues = (field: string, text: string): Issue[] =>
  lostCharacters(text)
    .slice(0, 1)
    .map(({ at, kind }) => ({ field, code: `text.${kind}`, actual: at }))

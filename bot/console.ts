/**
 * What an administrator sets in a platform's console, as data: guide, set-up and doctor are printed from it. No rule of ours
 * reads it.
 */
export interface ConsoleSetting {
  key: string
  name: string
  /** Where in the console. */
  where: string
  /** What is to be written there; of several each. */
  values: readonly string[]
  why: string
  /**
   * How it is known to be right: the platform tells when it is asked ('asked'), something has come that comes in no other way
   * ('event': anything; 'text': a written word; 'press': a pressed card; 'login': somebody has logged in, 'inside' the client or
   * in a 'browser'), or no API and no traffic tells ('trial').
   */
  known: 'asked' | 'event' | 'text' | 'press' | 'login' | 'inside' | 'browser' | 'trial'
  /** What somebody does to see whether it is right; nothing where the platform is asked. */
  trial: string
}

/** What a platform has told of one setting: a whole sentence, the cause and the next step where it is not right. */
export interface Finding {
  key: string
  /** Null: it could not be asked, the sentence says why. */
  good: boolean | null
  sentence: string
}

/** Of settings that the platform tells of: good ones so far, the one that is not, and the rest, which then cannot be asked. */
export function findingsUpTo(keys: readonly string[], fault: Finding, good: ReadonlyMap<string, string>): Finding[] {
  return keys.map((key) => {
    const known = good.get(key)
    if (known !== undefined) return { key, good: true, sentence: known }
    return key === fault.key ? fault : { key, good: null, sentence: '现在问不到：先把上面不对的一项改好，再检查一次。' }
  })
}

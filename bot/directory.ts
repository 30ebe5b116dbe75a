/** The platform's directory of the company, as far as its administrators let the app see it. No rule of ours reads it here. */
export interface DirectoryPerson {
  /** As it must be written when sending. */
  userId: string
  unionId?: string
  /** '' where it is not told. */
  name: string
  /** The company's own number; '' where it is not told. WeCom keeps none: there it is the userid, which companies take from it. */
  staffNumber: string
  /** Of each department the person stands in: its name, then those above it. */
  departments: readonly (readonly string[])[]
  /** 'gone': resigned, or left the company; 'unknown': nobody said. */
  presence: 'here' | 'gone' | 'unknown'
}

export type DirectoryReading =
  | {
      kind: 'read'
      people: readonly DirectoryPerson[]
      /** The app sees the whole company: who is not among them is not there. */
      isWhole: boolean
      /** What was not told of anybody, and what has to be set for it; Chinese. */
      missing: readonly string[]
    }
  /** Not read to its end, so nothing is known. Chinese, for whoever can mend it. */
  | { kind: 'failed'; words: string }

/** One account, asked for by itself. 'unseen': the app sees nobody of that id, because he left or for want of a right. */
export type DirectoryAccount = 'here' | 'gone' | 'unseen' | 'unknown'

const attempts = 4

/**
 * A call of a long reading, tried again after the pause that the platform asks for; at last its failure stands. `pauseOf`:
 * milliseconds, null for a failure that waiting does not mend.
 */
export async function patiently<Answer>(
  run: () => Promise<Answer>,
  pauseOf: (fault: unknown) => number | null,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (fault) {
      const pause = pauseOf(fault)
      if (pause === null || attempt === attempts) throw fault
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

/** As long as a limit of the platforms lasts; longer, and the reading is given up rather than stretched. */
const longestPause = 60_000
const passing = new Set(['busy', 'pace', 'outage'])

/** How long a reading waits after this, at most `patience`; null where waiting mends nothing. */
export const pauseAfter = (
  wait: { cause: string; afterMilliseconds: number } | null,
  patience = longestPause,
): number | null => (wait && passing.has(wait.cause) ? Math.min(wait.afterMilliseconds, patience) : null)

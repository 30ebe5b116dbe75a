/** What came of one drill. */
export interface DrillOutcome {
  /** Everything that is not as it must be; empty after a good drill. */
  faults: string[]
  /** What was seen, to print. */
  facts: Record<string, unknown>
}

/** Something that goes wrong on purpose, and what must be true afterwards. */
export interface Drill {
  title: string
  /** Word by which it can be chosen alone. */
  word: string
  /** Whether a test file is its sample, so that the sample of the drills leaves it out. */
  inTests?: boolean
  /** Why it cannot be run on this machine. */
  obstacle(): string | undefined
  /** `times` is how often it goes wrong: a sample goes once, on the servers of the tests where they are given. */
  run(times: number, sample: boolean): Promise<DrillOutcome>
}

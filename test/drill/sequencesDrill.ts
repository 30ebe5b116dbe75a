import { fileDrill, runTestFile } from './testFile.ts'

const sequencesATime = 100

/** What three windows and two people do to a phone that keeps things, 2,000 random sequences where nothing else is said. */
export const sequencesDrill = fileDrill({
  title: 'what a phone keeps, through kills, full storages and lost answers',
  word: 'phone',
  run: (times) => {
    const sequences = times * sequencesATime
    const { faults } = runTestFile('test/miniapp/keptSequences.test.ts', { KEPT_SEQUENCES: String(sequences) })
    return { faults, facts: { sequences } }
  },
})

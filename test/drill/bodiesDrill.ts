import { fileDrill, runTestFile } from './testFile.ts'

const bodiesATime = 50

/** Malformed bodies for every call that writes, 1,000 each where nothing else is said; on SQLite only. */
export const bodiesDrill = fileDrill({
  title: 'malformed bodies for every call that writes',
  word: 'bodies',
  run: (times) => {
    const bodies = times * bodiesATime
    const { faults } = runTestFile('test/server/web/malformedBodies.test.ts', { MALFORMED_BODIES: String(bodies) })
    return { faults, facts: { 'bodies a call': bodies } }
  },
})

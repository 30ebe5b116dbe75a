import { fileDrill, runTestFile } from './testFile.ts'

const bodiesATime = 50

/** Malformed bodies for every call that writes, 1,000 each where nothing else is said; on SQLite only. */
export const bodiesDrill = fileDrill({
  title: 'malformed bodies for every call that writes',
  word: 'bodies',
  run: (times) => {
    const bodies = times * bodiesATime
    const malformed = runTestFile('test/server/web/malformedBodies.test.ts', { MALFORMED_BODIES: String(bodies) })
    const strange = runTestFile('test/server/web/strangeContents.test.ts', { STRANGE_BODIES: '30' })
    return { faults: [...malformed.faults, ...strange.faults], facts: { 'bodies a call': bodies } }
  },
})

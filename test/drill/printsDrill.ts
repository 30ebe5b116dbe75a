import { fileDrill, runTestFile } from './testFile.ts'

const file = 'test/server/documents/sampleHouse.test.ts'

/** Every sheet of the sample organisation as pages; `npm test` prints one in four of those that are alike. */
export const printsDrill = fileDrill({
  title: 'every document of the sample organisation as pages',
  word: 'prints',
  run: () => ({ faults: runTestFile(file, { PRINTS: 'whole' }).faults, facts: {} }),
})

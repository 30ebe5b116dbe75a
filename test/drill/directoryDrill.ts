import { fileDrill, runTestFile } from './testFile.ts'

/** A company of 10,000 on both platforms, with their limits as they are and failures in the middle of a reading. */
export const directoryDrill = fileDrill({
  title: 'accounts of 10,000 people from the directories of both platforms',
  word: 'directory',
  run: () => {
    const { faults, said } = runTestFile('test/server/directory/large.test.ts', { DIRECTORY: 'whole' })
    const figures = said.split('\n').filter((line) => line.startsWith('directory: '))
    for (const line of figures) console.log(line)
    return { faults, facts: { figures: figures.length } }
  },
})

import { fileDrill, runTestFile } from './testFile.ts'

/** A roster of 10,000 people goes out, one column after the other is sorted alone, and comes back. */
export const sentBackDrill = fileDrill({
  title: 'a roster of 10,000 rows sent back with one column sorted',
  word: 'sentBack',
  run: () => {
    const { faults, said } = runTestFile('test/server/roster/sentBack.test.ts', { SENT_BACK: 'whole' })
    const figures = said.split('\n').filter((line) => line.startsWith('sentBack: '))
    for (const line of figures) console.log(line)
    return { faults, facts: { figures: figures.length } }
  },
})

import { fileDrill, runTestFile } from './testFile.ts'

const years = 5

/** A house of 300 in production through five years, every day of them; `npm test` lives the days of one on which something is due. */
export const lifeDrill = fileDrill({
  title: `a house in production through ${years} years`,
  word: 'life',
  run: () => {
    const { faults, said } = runTestFile('test/server/lived/years.test.ts', { LIVED_YEARS: String(years) })
    for (const line of said.split('\n').filter((text) => text.startsWith('lived '))) console.log(line)
    return { faults, facts: { years } }
  },
})

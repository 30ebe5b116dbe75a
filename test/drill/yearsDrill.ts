import { fileDrill, runTestFile } from './testFile.ts'

/** Two years of reminders against the calendar written by hand; `npm test` lives the first. */
export const yearsDrill = fileDrill({
  title: 'two years of reminders, day by day, against the calendar written by hand',
  word: 'years',
  run: () => {
    const { faults } = runTestFile('test/server/reminders/twoYears.test.ts', { YEARS: 'both' })
    return { faults, facts: { calendar: 'test/server/reminders/calendarOfTwoYears.ts' } }
  },
})

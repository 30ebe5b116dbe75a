import { fileDrill, runTestFile } from './testFile.ts'

/** Every character that a file cannot hold or nobody sees, in every text of every call; on SQLite only. */
export const textsDrill = fileDrill({
  title: 'every foreign character in every text of every call',
  word: 'texts',
  run: () => {
    const { faults, said } = runTestFile('test/server/web/foreignCharacters.test.ts', { FOREIGN_CHARACTERS: 'all' })
    return { faults, facts: { tests: Number(/^Tests:.*?(\d+) passed/m.exec(said)?.[1] ?? '0') } }
  },
})

import { readChosen } from './run/chosen.ts'
import { suiteOf } from './run/stages.ts'
import { exitCodeOf, type JestReport, lastLine, sumTallies, tallyReport } from './run/tally.ts'

const clean: JestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  testResults: [{ name: '/checkout/test/domain/a.test.ts', assertionResults: [] }],
}
const files = ['test/domain/a.test.ts']

describe('the sum of a test run', () => {
  it('passes when all that was asked for ran and passed', () => {
    const tally = tallyReport(clean, files, 0)
    expect([lastLine(tally), exitCodeOf(tally)]).toEqual(['3 passed, 0 failed', 0])
  })

  it('names what was skipped', () => {
    expect(lastLine(tallyReport({ ...clean, numPendingTests: 2 }, files, 0))).toBe('3 passed, 0 failed, 2 skipped')
  })

  it.each([
    ['a test fails', { ...clean, numFailedTests: 1 }, files, 1],
    ['a test file cannot be loaded', { ...clean, numRuntimeErrorTestSuites: 1 }, files, 1],
    ['jest reports fewer files than asked for', clean, [...files, 'test/domain/b.test.ts'], 0],
    ['jest writes no report', undefined, files, 0],
    ['jest ends badly though every test passed', clean, files, 1],
  ])('fails when %s', (_, report, asked, exitCode) => {
    const tally = tallyReport(report, asked, exitCode)
    expect([tally.failed, exitCodeOf(tally)]).toEqual([1, 1])
  })

  it('names each red test with its file and what it said, and the first thirty of many', () => {
    const red = (title: string) => ({
      title,
      fullName: `a page ${title}`,
      status: 'failed',
      failureMessages: ['\u001b[31mError: expected 1\u001b[39m\n    at somewhere'],
    })
    const run = (titles: string[]) => {
      const assertionResults = [{ title: 'green', status: 'passed' }, ...titles.map(red)]
      const testResults = [{ name: '/checkout/test/domain/a.test.ts', assertionResults }]
      return tallyReport({ ...clean, numFailedTests: titles.length, testResults }, files, 1).remarks
    }
    expect(run(['opens'])).toEqual(['test/domain/a.test.ts › a page opens › Error: expected 1'])
    const many = run(Array.from({ length: 33 }, (_, index) => `${index}`))
    expect([many.length, many.at(-1)]).toEqual([31, 'and 3 more red tests'])
  })

  it('fails when nothing ran', () => {
    expect(exitCodeOf(sumTallies([]))).toBe(1)
    expect(exitCodeOf(tallyReport({ ...clean, numPassedTests: 0, numPendingTests: 3 }, files, 0))).toBe(1)
  })
})

describe('the choice of suites', () => {
  it('is every suite when none is named', () => {
    expect(readChosen([])).toEqual({
      suites: ['check', 'unit', 'server', 'e2e', 'samples'],
      only: undefined,
      whole: true,
    })
  })

  it('keeps to the suites named', () => {
    expect(readChosen(['e2e', '--only', 'ballot'])).toEqual({ suites: ['e2e'], only: 'ballot', whole: false })
  })

  it('leaves out what has no test files where a part of a path is given', () => {
    expect(readChosen(['--only', 'ballot'])).toEqual({
      suites: ['unit', 'server', 'e2e'],
      only: 'ballot',
      whole: false,
    })
  })

  it('refuses a suite it does not know', () => {
    expect(() => readChosen(['serever'])).toThrow('serever')
  })

  it.each([
    ['test/api/a.test.ts', '', 'server'],
    ['test/e2e/a.test.ts', "import { describeEachDatabase } from '../support/perDatabase'", 'e2e'],
    ['test/new/a.test.ts', '', 'unit'],
    ['test/new/a.test.ts', "import { describeEachDatabase } from '../support/perDatabase'", 'server'],
    ['test/new/a.test.ts', "import '../support/chineseFont'", 'server'],
    ['test/new/a.test.ts', "import { openBrowser } from '../support/browser'", 'e2e'],
    ['test/bot/a.test.ts', "import { openBrowser } from '../support/browser'", 'e2e'],
  ])('puts %s with %j into a suite that has what it needs', (path, text, suite) => {
    expect(suiteOf(path, text)).toBe(suite)
  })
})

import { stripVTControlCharacters } from 'node:util'

/** What jest --json writes, as far as we read it. */
export interface JestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numRuntimeErrorTestSuites: number
  testResults: { name: string; assertionResults: ReportedTest[] }[]
}

interface ReportedTest {
  title: string
  status: string
  fullName?: string
  failureMessages?: string[]
}

export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** What went wrong or was left out besides failing tests, one line each. */
  remarks: string[]
}

/**
 * Counts one jest run by jest's own report. A test file that could not even be loaded counts as a failure, and so does
 * a file that was asked for and not reported, a run without report, and one that ended badly with every test passed.
 */
export function tallyReport(report: JestReport | undefined, files: string[], exitCode: number): Tally {
  if (!report) return { passed: 0, failed: 1, skipped: 0, remarks: [`jest wrote no report (exit code ${exitCode})`] }
  const left = files.filter((file) => !report.testResults.some((result) => result.name.endsWith(`/${file}`)))
  const remarks = left.map((file) => `not run: ${file}`)
  remarks.push(...redTests(report))
  const broken = report.numRuntimeErrorTestSuites
  if (broken > 0) remarks.push(`${broken} test files could not be loaded`)
  const failed = report.numFailedTests + broken + left.length
  const endedBadly = exitCode !== 0 && failed === 0
  if (endedBadly) remarks.push(`jest ended with exit code ${exitCode} although no test failed`)
  return {
    passed: report.numPassedTests,
    failed: failed + (endedBadly ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
    remarks,
  }
}

/** Most red tests named one by one at the end of a run. */
const namedReds = 30

/**
 * One line a red test: its file, its name and the first line of what it said. The end of a run is what a CI keeps of it,
 * and between thousands of green lines a single red one is not found again.
 */
function redTests({ testResults }: JestReport): string[] {
  const lines = testResults.flatMap(({ name, assertionResults }) => {
    const file = name.slice(name.lastIndexOf('/test/') + 1)
    return assertionResults.filter(({ status }) => status === 'failed').map((test) => `${file} › ${redTest(test)}`)
  })
  const more = lines.length - namedReds
  return more > 0 ? [...lines.slice(0, namedReds), `and ${more} more red tests`] : lines
}

function redTest({ title, fullName, failureMessages }: ReportedTest): string {
  const [why = ''] = stripVTControlCharacters(failureMessages?.[0] ?? '').split('\n')
  return `${fullName ?? title} › ${why.slice(0, 200)}`
}

/** The sum of several runs. */
export function sumTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
      remarks: [...sum.remarks, ...tally.remarks],
    }),
    { passed: 0, failed: 0, skipped: 0, remarks: [] },
  )
}

/** The last line of a run: `12 passed, 0 failed`, with `, 3 skipped` where something was. */
export function lastLine(tally: Tally): string {
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  return `${tally.passed} passed, ${tally.failed} failed${skipped}`
}

/** 0 only when something ran and nothing failed. */
export function exitCodeOf(tally: Tally): number {
  return tally.failed === 0 && tally.passed > 0 ? 0 : 1
}

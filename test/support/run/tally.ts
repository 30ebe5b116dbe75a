/** What jest --json writes, as far as we read it. */
export interface JestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  numRuntimeErrorTestSuites: number
  testResults: { name: string; assertionResults: { title: string; status: string }[] }[]
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

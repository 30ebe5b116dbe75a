import { countableLines, coverageFault, coverageFloor, lineCoverage } from './coverage.ts'
import type { Outcome } from './jestRun.ts'
import { unwalkedClauses } from './walkedClauses.ts'

// What only a whole run can tell; each counts like a test.

function verdict(name: string, faults: readonly string[]): Outcome {
  const passed = faults.length === 0 ? 1 : 0
  return { name, files: 0, passed, failed: faults.length, skipped: 0, seconds: 0, remarks: [...faults] }
}

const withFiles = (outcomes: readonly Outcome[]) => outcomes.filter(({ files }) => files > 0)

/** Prints the line coverage of all suites together; failed below the floor. */
export function judgeCoverage(outcomes: readonly Outcome[]): Outcome {
  const runs = withFiles(outcomes).map(({ lines }) => lines)
  const countable = countableLines()
  const percent = lineCoverage(
    runs.filter((run) => run !== undefined),
    countable,
  )
  console.log(`line coverage ${percent} % of the product's lines (floor ${coverageFloor} %)`)
  const fault = coverageFault(runs, countable)
  return verdict('coverage', fault ? [fault] : [])
}

/** Failed for each clause called done that no passing test of these suites walked. */
export function judgeWalks(outcomes: readonly Outcome[]): Outcome {
  return verdict('clauses', unwalkedClauses(withFiles(outcomes).flatMap(({ report }) => (report ? [report] : []))))
}

import coverageLibrary, { type CoverageMapData } from 'istanbul-lib-coverage'

/**
 * Per cent of the product's lines (server, bot, entities, jobs and the TypeScript of miniapp) that the tests of all suites
 * together run, as it stood when it was last raised. It may rise; nobody lowers it. Pages in the browser, the form thread
 * and started programs are not counted: they run outside the tests' own process.
 */
export const coverageFloor = 88.2

/** Lines that ran in at least one of the runs, of all there are, in per cent to two places (cut, not rounded). */
export function lineCoverage(runs: readonly CoverageMapData[]): number {
  const map = coverageLibrary.createCoverageMap()
  for (const run of runs) map.merge(run)
  return Number(map.getCoverageSummary().lines.pct)
}

/** A sentence when the lines that ran are fewer than the floor, or cannot be told. */
export function coverageFault(
  runs: readonly (CoverageMapData | undefined)[],
  floor = coverageFloor,
): string | undefined {
  const counted = runs.filter((run) => run !== undefined)
  if (counted.length === 0 || counted.length < runs.length)
    return 'line coverage: a suite did not write down which lines ran'
  const percent = lineCoverage(counted)
  return percent >= floor ? undefined : `line coverage ${percent} % is below the floor of ${floor} % (run/coverage.ts)`
}

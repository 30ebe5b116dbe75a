import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from './checkout.ts'
import { findLines, type Lines, productPath } from './lineMarks.mts'

/**
 * Per cent of the product's lines (server, bot, entities, jobs and the TypeScript of miniapp) that the tests of all suites
 * together run, as it stood when it was last raised. It may rise; nobody lowers it. Pages in the browser, the form thread
 * and started programs are not counted: they run outside the tests' own process.
 */
export const coverageFloor = 88.2

/** The lines that ran, by the file's path in the checkout; place 0 stands for the loading of the file. */
export type LinesRun = ReadonlyMap<string, ReadonlySet<number>>
/** Every line that could run, by the file's path. */
export type Countable = ReadonlyMap<string, Omit<Lines, 'marks'>>

/** What each process of one jest run wrote into the folder, together; undefined where none wrote anything. */
export function readLines(folder: string): LinesRun | undefined {
  const lists = globSync('lines-*.json', { cwd: folder })
  const run = new Map<string, Set<number>>()
  for (const name of lists) {
    const written: Record<string, number[]> = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    for (const [path, lines] of Object.entries(written)) run.set(path, new Set([...(run.get(path) ?? []), ...lines]))
  }
  return lists.length > 0 ? run : undefined
}

/** The lines of the product as it stands in the checkout. */
export function countableLines(): Countable {
  const paths = globSync('{server,bot,entities,jobs,miniapp}/**/*.ts', { cwd: checkout })
    .map((path) => productPath(join(checkout, path), checkout))
    .filter((path) => path !== undefined)
  return new Map(paths.map((path) => [path, findLines(path, readFileSync(join(checkout, path), 'utf8'))]))
}

/**
 * Lines that ran in at least one of the runs, of all there are, in per cent to two places (cut, not rounded). What ties a file
 * to others counts where it was loaded; elsewhere nothing was tied, and the lines that did not run are the rest.
 */
export function lineCoverage(runs: readonly LinesRun[], countable: Countable): number {
  let [all, ran] = [0, 0]
  for (const [path, { ties, loaded, called }] of countable) {
    const has = (line: number) => runs.some((run) => run.get(path)?.has(line))
    const atOnce = new Set([...loaded, ...(has(0) ? ties : [])])
    const later = [...called].filter((line) => !atOnce.has(line))
    all += atOnce.size + later.length
    ran += (has(0) ? atOnce.size : 0) + later.filter(has).length
  }
  return all === 0 ? 0 : Math.floor((ran * 10_000) / all) / 100
}

/** A sentence when the lines that ran are fewer than the floor, or cannot be told. */
export function coverageFault(
  runs: readonly (LinesRun | undefined)[],
  countable: Countable,
  floor = coverageFloor,
): string | undefined {
  const counted = runs.filter((run) => run !== undefined)
  if (counted.length === 0 || counted.length < runs.length)
    return 'line coverage: a suite did not write down which lines ran'
  const percent = lineCoverage(counted, countable)
  return percent >= floor ? undefined : `line coverage ${percent} % is below the floor of ${floor} % (run/coverage.ts)`
}

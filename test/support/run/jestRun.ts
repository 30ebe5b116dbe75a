import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkout } from './checkout.ts'
import { type LinesRun, readLines } from './coverage.ts'
import { newFolder, startOwned } from './ownedChild.ts'
import { passingFolder } from './passingFolder.ts'
import type { Stage } from './stages.ts'
import { type JestReport, type Tally, tallyReport } from './tally.ts'

/** What one part of the run came to. */
export interface Outcome extends Tally {
  name: string
  /** Test files it ran. */
  files: number
  seconds: number
  /** What jest itself said, where jest ran. */
  report?: JestReport
  /** Which lines of the product ran, where that was counted. */
  lines?: LinesRun
}

export interface JestOptions {
  /** No test runs: jest counts each as skipped, so that a suite whose tools are missing still shows with its true size. */
  countOnly?: boolean
  /** The lines of the product that run are counted. */
  countLines?: boolean
}

/** Runs jest once over the stage's files, its output going to ours. */
export async function runJest(
  { suite, files }: Stage,
  environment: Record<string, string>,
  options: JestOptions = {},
): Promise<Outcome> {
  const began = performance.now()
  const folder = newFolder('jest')
  const child = startOwned(process.execPath, jestParameters({ suite, files }, folder, options), {
    folder,
    environment: { TMPDIR: passingFolder(), ...environment, ...(options.countLines && { TEST_LINES_FOLDER: folder }) },
  })
  child.process.stderr?.pipe(process.stderr)
  // With --outputFile jest prints nothing but the file's name there.
  child.process.stdout?.resume()
  const exitCode = await child.ended
  const report = await readJson<JestReport>(join(folder, reportName))
  const lines = options.countLines ? readLines(folder) : undefined
  await child.end()
  const tally = tallyReport(report, files, exitCode)
  const seconds = (performance.now() - began) / 1000
  return {
    name: suite,
    files: files.length,
    seconds,
    ...tally,
    ...(report && { report }),
    ...(lines && { lines }),
  }
}

const reportName = 'report.json'
/** More than there are processors (package.json): these wait for databases, browsers and started programs. */
const workers: Partial<Record<Stage['suite'], number>> = { server: 3, e2e: 3 }

function jestParameters({ suite, files }: Stage, folder: string, { countOnly }: JestOptions): string[] {
  const jest = join(checkout, 'node_modules', 'jest', 'bin', 'jest.js')
  const matchNothing = countOnly ? ['--testNamePattern=(?!)'] : []
  const own = workers[suite] ? [`--maxWorkers=${workers[suite]}`] : []
  const report = ['--json', '--outputFile', join(folder, reportName)]
  return [jest, ...report, ...matchNothing, ...own, '--runTestsByPath', ...files]
}

const readJson = <Content>(path: string): Promise<Content | undefined> =>
  readFile(path, 'utf8').then(
    (text): Content => JSON.parse(text),
    () => undefined,
  )

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkout } from './checkout.ts'
import { newFolder, startOwned } from './ownedChild.ts'
import type { Stage } from './stages.ts'
import { type JestReport, type Tally, tallyReport } from './tally.ts'

/** What one part of the run came to. */
export interface Outcome extends Tally {
  name: string
  /** Test files it ran. */
  files: number
  seconds: number
}

/**
 * Runs jest once over the stage's files, its output going to ours. With `countOnly` no test runs: jest counts each as
 * skipped, so that a suite whose tools are missing still shows with its true size.
 */
export async function runJest(
  { suite, files }: Stage,
  environment: Record<string, string>,
  countOnly = false,
): Promise<Outcome> {
  const began = performance.now()
  const folder = newFolder('jest')
  const reportFile = join(folder, 'report.json')
  const child = startOwned(process.execPath, jestParameters(files, reportFile, countOnly), { folder, environment })
  child.process.stderr?.pipe(process.stderr)
  // With --outputFile jest prints nothing but the file's name there.
  child.process.stdout?.resume()
  const exitCode = await child.ended
  const report = await readFile(reportFile, 'utf8').then(parseReport, () => undefined)
  await child.end()
  const tally = tallyReport(report, files, exitCode)
  return { name: suite, files: files.length, seconds: (performance.now() - began) / 1000, ...tally }
}

function jestParameters(files: string[], reportFile: string, countOnly: boolean): string[] {
  const jest = join(checkout, 'node_modules', 'jest', 'bin', 'jest.js')
  const matchNothing = countOnly ? ['--testNamePattern=(?!)'] : []
  return [jest, '--json', '--outputFile', reportFile, ...matchNothing, '--runTestsByPath', ...files]
}

function parseReport(text: string): JestReport {
  return JSON.parse(text)
}

import { checkout } from './checkout.ts'
import type { Outcome } from './jestRun.ts'
import { startOwned } from './ownedChild.ts'

/** Builds the product as a user would; the pages' suite looks at what comes out. Its output shows when it fails. */
export async function runBuild(): Promise<Outcome> {
  const began = performance.now()
  const child = startOwned('npm', ['--prefix', checkout, 'run', 'build'])
  const output: string[] = []
  child.process.stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  child.process.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  const failed = (await child.ended) === 0 ? 0 : 1
  await child.end()
  if (failed) console.error(output.join(''))
  const seconds = (performance.now() - began) / 1000
  return { name: 'build', files: 0, passed: 0, failed, skipped: 0, seconds, remarks: failed ? ['npm run build'] : [] }
}

import type { Outcome } from './jestRun.ts'
import { runScript } from './ownedOutput.ts'

/** Builds the product as a user would; the pages' suite looks at what comes out. Its output shows when it fails. */
export async function runBuild(): Promise<Outcome> {
  const began = performance.now()
  const { exitCode, output } = await runScript(['build'])
  const failed = exitCode === 0 ? 0 : 1
  if (failed) console.error(output)
  const seconds = (performance.now() - began) / 1000
  return { name: 'build', files: 0, passed: 0, failed, skipped: 0, seconds, remarks: failed ? ['npm run build'] : [] }
}

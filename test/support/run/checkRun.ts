import { runSteps } from '../check/steps.ts'
import type { Outcome } from './jestRun.ts'

/** What `npm run check` does, each step counted as one; a step that does not pass has shown its output by then. */
export async function runCheck(): Promise<Outcome> {
  const began = performance.now()
  const results = await runSteps()
  const failed = results.filter(({ passed }) => !passed)
  return {
    name: 'check',
    files: 0,
    passed: results.length - failed.length,
    failed: failed.length,
    skipped: 0,
    seconds: (performance.now() - began) / 1000,
    remarks: failed.map(({ name }) => `npm run check: ${name}`),
  }
}

import type { QueryRunner } from 'typeorm'
import { isConflict } from './faults'
import { asUnwell } from './unwell'

const attempts = 6
/** Nor longer than this: the page gives up after 15 seconds (miniapp/api/call.ts). */
const retryMilliseconds = 5000

/** Runs it until it meets no other transaction, up to six times; then throws the conflict. */
export async function untilNoConflict<Result>(attemptOnce: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce()
    } catch (fault) {
      if (!isConflict(fault)) throw asUnwell(fault)
      if (attempt === attempts || performance.now() - began > retryMilliseconds) throw fault
      await new Promise((resume) => setTimeout(resume, Math.random() * 20 * 2 ** attempt))
    }
  }
}

/** Lets one statement through that may change something. */
export function onceWriting(runner: QueryRunner): QueryRunner {
  const query = runner.query.bind(runner) as (...given: unknown[]) => Promise<unknown>
  let hasWritten = false
  runner.query = (...given: unknown[]) => {
    if (!/^\s*select\b/i.test(String(given[0]))) {
      if (hasWritten) throw new Error('a unit of work of one statement wants to write a second one')
      hasWritten = true
    }
    return query(...given) as never
  }
  return runner
}

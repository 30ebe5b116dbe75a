import { clauses } from '../../../server/domain/clauses.ts'
import type { JestReport } from './tally.ts'

/** The clauses named by tests that ran and passed (support/walk.ts writes them into the title). */
function walkedClauses(reports: readonly JestReport[]): Set<string> {
  const passed = reports
    .flatMap(({ testResults }) => testResults.flatMap(({ assertionResults }) => assertionResults))
    .filter(({ status }) => status === 'passed')
  return new Set(passed.flatMap(({ title }) => / \[walks ([R\d ]+)\]$/.exec(title)?.[1]?.split(' ') ?? []))
}

/** A sentence for each clause that is called done although no test walked it in these runs. */
export function unwalkedClauses(reports: readonly JestReport[], table = clauses): string[] {
  const walked = walkedClauses(reports)
  return table
    .filter(({ number, state }) => state === 'done' && !walked.has(number))
    .map(({ number, words }) => `${number} ${words}: 已办, but no test that walks it passed`)
}

import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { checkout } from './checkout.ts'

/**
 * The suites by name, in their order. `check` is what `npm run check` does, `samples` each bench target and drill once at
 * its smallest; the others are test files. A file that belongs to neither of the others is a unit test, so that none is
 * forgotten.
 */
export const suiteNames = ['check', 'unit', 'server', 'e2e', 'samples'] as const
export type SuiteName = (typeof suiteNames)[number]
/** Whether it has no test files. */
export const isFileless = (suite: SuiteName): boolean => suite === 'check' || suite === 'samples'
type TestSuite = 'unit' | 'server' | 'e2e'

export interface Stage {
  suite: TestSuite
  /** Test files, relative to the checkout. */
  files: string[]
}

const folders: Record<string, TestSuite> = {
  api: 'server',
  bot: 'server',
  jobs: 'server',
  migrations: 'server',
  e2e: 'e2e',
}
/** Wherever it stands, a test that opens a browser runs where one is waited for. */
const usesBrowser = /^\S.*from '[^']*\/browser(\.ts)?'/m
// Elsewhere the imports tell what a test needs, so that none lands in a suite that cannot serve it. Whoever uses a tool
// without saying so fails on every machine: no suite sees more than the tools promised to it (tools.ts).
const tools: [RegExp, TestSuite][] = [
  [/^\S.*from '[^']*\/documentTools(\.ts)?'/m, 'server'],
  [/^import '[^']*\/chineseFont(\.ts)?'/m, 'server'],
  [/^\S.*from '[^']*\/(perDatabase|databases)(\.ts|\/[^']*)?'/m, 'server'],
]

/** The test files of each chosen suite; `only` keeps those whose path contains it. */
export function findStages(suites: readonly SuiteName[], only: string | undefined): Stage[] {
  const files = globSync('test/**/*.test.ts', { cwd: checkout }).map((path) => path.split(sep).join('/'))
  const chosen = files.filter((path) => !only || path.includes(only)).sort()
  const placed = chosen.map((path) => ({ path, suite: suiteOf(path, readFileSync(join(checkout, path), 'utf8')) }))
  return (['unit', 'server', 'e2e'] as const)
    .filter((suite) => suites.includes(suite))
    .map((suite) => ({ suite, files: placed.filter((file) => file.suite === suite).map(({ path }) => path) }))
    .filter((stage) => stage.files.length > 0)
}

/** The suite a test file belongs to, by the browser it opens, else by its folder, else by what it imports. */
export function suiteOf(path: string, text: string): TestSuite {
  if (usesBrowser.test(text)) return 'e2e'
  return folders[path.split('/')[1] ?? ''] ?? tools.find(([pattern]) => pattern.test(text))?.[1] ?? 'unit'
}

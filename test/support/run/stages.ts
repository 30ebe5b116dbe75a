import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { checkout } from './checkout.ts'

/** The suites by name. Whatever belongs to neither of the others is a unit test, so that no test file is forgotten. */
export const suiteNames = ['unit', 'server', 'e2e'] as const
export type SuiteName = (typeof suiteNames)[number]

export interface Stage {
  suite: SuiteName
  /** Test files, relative to the checkout. */
  files: string[]
}

const folders: Record<string, SuiteName> = {
  api: 'server',
  bot: 'server',
  jobs: 'server',
  migrations: 'server',
  e2e: 'e2e',
}
// Elsewhere the imports tell what a test needs, so that none lands in a suite that cannot serve it.
const tools: [RegExp, SuiteName][] = [
  [/^\S.*from '[^']*\/browser(\.ts)?'/m, 'e2e'],
  [/^\S.*from '[^']*\/documentTools(\.ts)?'/m, 'server'],
  [/^\S.*from '[^']*\/(perDatabase|databases)(\.ts|\/[^']*)?'/m, 'server'],
]

/** The test files of each chosen suite; `only` keeps those whose path contains it. */
export function findStages(suites: readonly SuiteName[], only: string | undefined): Stage[] {
  const files = globSync('test/**/*.test.ts', { cwd: checkout }).map((path) => path.split(sep).join('/'))
  const chosen = files.filter((path) => !only || path.includes(only)).sort()
  const placed = chosen.map((path) => ({ path, suite: suiteOf(path, readFileSync(join(checkout, path), 'utf8')) }))
  return suites
    .map((suite) => ({ suite, files: placed.filter((file) => file.suite === suite).map(({ path }) => path) }))
    .filter((stage) => stage.files.length > 0)
}

/** The suite a test file belongs to, by its folder, else by what it imports. */
export function suiteOf(path: string, text: string): SuiteName {
  return folders[path.split('/')[1] ?? ''] ?? tools.find(([pattern]) => pattern.test(text))?.[1] ?? 'unit'
}

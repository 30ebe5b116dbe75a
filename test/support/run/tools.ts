import type { Provision } from './provision.ts'
import type { SuiteName } from './stages.ts'

export type Tool = 'MariaDB' | 'MySQL' | 'Chromium' | 'Chinese font' | 'document tools'

/** What each suite waits for, and all it may use. */
export const toolsOfSuite: Record<SuiteName, readonly Tool[]> = {
  check: [],
  unit: [],
  server: ['MariaDB', 'MySQL', 'Chinese font', 'document tools'],
  e2e: ['Chromium', 'Chinese font'],
  samples: ['MariaDB', 'MySQL', 'Chromium', 'Chinese font'],
}

const variable = 'TEST_TOOLS'

/** What a suite is told: the tools it may use, and where they are. Not where the others are. */
export function promised(suite: SuiteName, provisions: readonly Provision[]): Record<string, string> {
  const tools = toolsOfSuite[suite]
  const own = provisions.filter(({ name }) => tools.includes(name))
  return Object.assign({ [variable]: tools.join() }, ...own.map(({ environment }) => environment))
}

/** Why this tool may not be used here, or undefined. Outside the runner everything may. */
export function toolObstacle(tool: Tool): string | undefined {
  const promised = process.env[variable]
  if (promised === undefined || promised.split(',').includes(tool)) return undefined
  return `this test uses ${tool}, which its suite does not wait for: let the file say so by an import (test/support/run/stages.ts)`
}

/** Throws where the tool may not be used. */
export function mayUse(tool: Tool): void {
  const obstacle = toolObstacle(tool)
  if (obstacle) throw new Error(obstacle)
}

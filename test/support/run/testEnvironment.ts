import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { TestEnvironment } from 'jest-environment-node'
import type { Tell } from './whenRed.ts'

/** By the product's files that were loaded; each line that ran has a 1 at its number, and place 0 says: loaded. */
const tables = new Map<string, Uint8Array>()

function linesOf(path: string, size: number): Uint8Array {
  const known = tables.get(path) ?? new Uint8Array(size)
  tables.set(path, known)
  known[0] = 1
  return known
}

/**
 * Where each test file runs (package.json): node, and for the product the tables into which its lines write that they ran
 * (lineMarks.mts). This module is loaded once a process and its tables outlive the test files, one sum for all of them.
 */
export default class extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup()
    Object.assign(this.global, { linesOf })
  }

  /** Before a page is closed or used again: jest waits for what is answered here. */
  async handleTestEvent({ name, test }: { name: string; test?: { name: string } }): Promise<void> {
    if (name !== 'test_fn_failure') return
    for (const tell of (this.global as { whenRed?: Tell[] }).whenRed ?? []) {
      const told = await tell().catch((fault: Error) => [fault.message])
      console.error([`red: ${test?.name}`, ...told].join('\n---\n'))
    }
  }

  override async teardown(): Promise<void> {
    const folder = process.env.TEST_LINES_FOLDER
    // Nobody tells when the process ends, and it may be ended: so each time what was found so far.
    if (folder) writeFileSync(join(folder, `lines-${process.pid}.json`), JSON.stringify(found()))
    await super.teardown()
  }
}

const found = (): Record<string, number[]> =>
  Object.fromEntries([...tables].map(([path, table]) => [path, [...table.keys()].filter((line) => table[line])]))

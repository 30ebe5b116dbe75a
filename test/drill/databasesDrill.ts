import { spawnSync } from 'node:child_process'
import { checkout } from '../support/run/checkout.ts'
import type { Drill } from './drill.ts'

/**
 * The whole server suite with every block on SQLite, MariaDB and MySQL; `npm test` tries what has nothing of its own to one
 * of the servers on one of them only (describeByTurn).
 */
export const databasesDrill: Drill = {
  title: 'the server suite, all of it on all three databases',
  word: 'databases',
  inTests: true,
  obstacle: () => undefined,
  run: async () => {
    const { status, stdout } = spawnSync('npm', ['test', '--silent', '--', 'server'], {
      cwd: checkout,
      encoding: 'utf8',
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'inherit'],
      // Strict: a server that is missing is a failure.
      env: { ...process.env, CI: 'true', TEST_DATABASES: 'all' },
    })
    const said = stdout.trim().split('\n').at(-1) ?? ''
    return { faults: status === 0 ? [] : [said], facts: { said } }
  },
}

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkout } from '../support/run/checkout.ts'
import type { Drill } from './drill.ts'

const bodiesATime = 50
const file = 'test/server/web/malformedBodies.test.ts'

/** Malformed bodies for every call that writes, 1,000 each where nothing else is said; on SQLite only. */
export const bodiesDrill: Drill = {
  title: 'malformed bodies for every call that writes',
  word: 'bodies',
  inTests: true,
  obstacle: () => undefined,
  run: async (times) => {
    const bodies = times * bodiesATime
    const jest = join(checkout, 'node_modules', 'jest', 'bin', 'jest.js')
    const { status, stderr } = spawnSync(process.execPath, [jest, '--runTestsByPath', file], {
      cwd: checkout,
      encoding: 'utf8',
      env: { ...process.env, CI: '', MALFORMED_BODIES: String(bodies) },
    })
    const wrong = stderr.split('\n').filter((line) => line.trimStart().startsWith('●'))
    return { faults: status === 0 ? [] : [`jest ended with ${status}`, ...wrong], facts: { 'bodies a call': bodies } }
  },
}

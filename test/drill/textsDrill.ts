import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkout } from '../support/run/checkout.ts'
import type { Drill } from './drill.ts'

const file = 'test/server/web/foreignCharacters.test.ts'

/** Every character that a file cannot hold or nobody sees, in every text of every call; on SQLite only. */
export const textsDrill: Drill = {
  title: 'every foreign character in every text of every call',
  word: 'texts',
  inTests: true,
  obstacle: () => undefined,
  run: async () => {
    const jest = join(checkout, 'node_modules', 'jest', 'bin', 'jest.js')
    const { status, stderr } = spawnSync(process.execPath, [jest, '--runTestsByPath', file], {
      cwd: checkout,
      encoding: 'utf8',
      env: { ...process.env, CI: '', FOREIGN_CHARACTERS: 'all' },
    })
    const wrong = stderr.split('\n').filter((line) => line.trimStart().startsWith('●'))
    const tests = /^Tests:.*?(\d+) passed/m.exec(stderr)?.[1] ?? '0'
    return { faults: status === 0 ? [] : [`jest ended with ${status}`, ...wrong], facts: { tests: Number(tests) } }
  },
}

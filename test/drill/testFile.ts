import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { checkout } from '../support/run/checkout.ts'
import type { Drill, DrillOutcome } from './drill.ts'

/** Runs one test file in its full size, which `env` tells it; its sample is what `npm test` runs of it. */
export function runTestFile(file: string, env: Record<string, string>): { faults: string[]; said: string } {
  const jest = join(checkout, 'node_modules', 'jest', 'bin', 'jest.js')
  const { status, stderr } = spawnSync(process.execPath, [jest, '--runTestsByPath', file], {
    cwd: checkout,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, CI: '', TEST_DATABASES: 'all', ...env },
  })
  const wrong = stderr.split('\n').filter((line) => line.trimStart().startsWith('●'))
  return { faults: status === 0 ? [] : [`jest ended with ${status}`, ...wrong], said: stderr }
}

interface FileDrill extends Pick<Drill, 'title' | 'word'> {
  run: (times: number) => DrillOutcome
}

/** A drill that is a test file in its full size, and needs nothing of the machine. */
export const fileDrill = ({ title, word, run }: FileDrill): Drill => ({
  title,
  word,
  inTests: true,
  obstacle: () => undefined,
  run: async (times) => run(times),
})

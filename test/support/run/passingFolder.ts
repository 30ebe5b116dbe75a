import { statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const memory = '/dev/shm'
const leastBytes = 4 * 1024 ** 3

/**
 * Where the suites put what they throw away: in memory where the machine has room there, else where everybody does. SQLite
 * waits for the disk at each commit, for milliseconds.
 */
export function passingFolder(): string {
  if (process.env.TMPDIR) return process.env.TMPDIR
  try {
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= leastBytes ? memory : tmpdir()
  } catch {
    // No Linux.
    return tmpdir()
  }
}

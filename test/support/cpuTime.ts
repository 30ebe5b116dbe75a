import { setTimeout as pause } from 'node:timers/promises'

/**
 * Milliseconds of processor time this process uses from now on, whatever else the machine is doing: a bound on it holds on a
 * busy machine too, where a bound on the clock measures the neighbours.
 */
export function startCpuTime(): () => number {
  const begun = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  }
}

/**
 * The same of the thread that asks alone: what keeps others waiting is the loop's own work, not what the process collects or
 * compiles beside it.
 */
export function startThreadTime(): () => number {
  const begun = process.threadCpuUsage()
  return () => {
    const { user, system } = process.threadCpuUsage(begun)
    return (user + system) / 1000
  }
}

/** The longest stretch, in milliseconds of processor time, in which nothing else could happen while the body ran. */
export async function longestPause(body: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let running = true
  const watch = async () => {
    while (running) {
      const spent = startThreadTime()
      await pause(5)
      longest = Math.max(longest, spent())
    }
  }
  const watching = watch()
  await body().finally(() => {
    running = false
  })
  await watching
  return longest
}

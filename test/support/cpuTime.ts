import { type PerformanceEntry, PerformanceObserver, performance } from 'node:perf_hooks'
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

/** Milliseconds between `from` and `to` (performance.now) in which all of the memory was collected, and nothing else ran. */
const collectedIn = (collections: readonly PerformanceEntry[], from: number, to: number): number =>
  collections.reduce((sum, { startTime, duration }) => {
    const shared = Math.min(to, startTime + duration) - Math.max(from, startTime)
    return sum + Math.max(0, shared)
  }, 0)

/**
 * The longest stretch, in milliseconds of processor time, in which nothing else could happen while the body ran. Without what
 * the collector took meanwhile: a process in which fifty test files have run holds ten times the memory of a server.
 */
export async function longestPause(body: () => Promise<unknown>): Promise<number> {
  const stretches: { from: number; to: number; spent: number }[] = []
  const collections: PerformanceEntry[] = []
  const observer = new PerformanceObserver((list) => collections.push(...list.getEntries()))
  observer.observe({ entryTypes: ['gc'] })
  let running = true
  const watch = async () => {
    while (running) {
      const from = performance.now()
      const spent = startThreadTime()
      await pause(5)
      stretches.push({ from, to: performance.now(), spent: spent() })
    }
  }
  const watching = watch()
  await body().finally(() => {
    running = false
  })
  await watching
  // They are told a turn later.
  await pause(20)
  observer.disconnect()
  return Math.max(...stretches.map(({ from, to, spent }) => spent - collectedIn(collections, from, to)))
}

const rows = Array.from({ length: 500 }, (_, at) => ({ id: `${at}`, name: `姓名${at}`, code: at, note: null }))
/** Processor time of one turn of the fixed work below on the machine the bounds were written for, in milliseconds. */
const turnMilliseconds = 6

/**
 * How many times slower this machine is just now than the one the bounds were written for, by a fixed piece of work; 1 at
 * least. The same machine was seen to take two and three times as long for it from one minute to the next, by processor
 * time too: whoever shares a core with a neighbour gets half of it.
 */
export function slowness(): number {
  const turns = Array.from({ length: 9 }, () => {
    const spent = startThreadTime()
    for (let copy = 0; copy < 20; copy += 1)
      JSON.parse(JSON.stringify(rows.map((row) => ({ ...row, code: row.code + copy }))))
    return spent()
  }).sort((one, other) => one - other)
  return Math.max(1, (turns[4] ?? 0) / turnMilliseconds)
}

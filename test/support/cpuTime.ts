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

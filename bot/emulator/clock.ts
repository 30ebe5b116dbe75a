/**
 * The emulator's own time: the caller's clock plus whatever a test advanced it by.
 * Work that the platform does later (event retries after 15 s … 6 h) is planned here and runs when its time has come,
 * so that a test waits for hours in milliseconds.
 */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
}

interface Planned {
  due: number
  run: () => Promise<void>
}

export interface EmulatorClock extends Clock {
  advance(ms: number): void
  /** Plans work for an epoch-ms moment of this clock. */
  at(due: number, run: () => Promise<void>): void
  /** Adds running work to what `settle` waits for. Errors of that work are the worker's own matter. */
  track<T>(work: Promise<T>): Promise<T>
  /** Starts everything that is due and waits for it and for all tracked work. */
  settle(): Promise<void>
  plannedCount(): number
  close(): void
}

const TICK_MS = 250

export function createClock(base: Clock): EmulatorClock {
  let offset = 0
  let planned: Planned[] = []
  const running = new Set<Promise<unknown>>()
  const now = () => base.now() + offset

  function track<T>(work: Promise<T>): Promise<T> {
    const settled: Promise<unknown> = work.then(
      () => running.delete(settled),
      () => running.delete(settled),
    )
    running.add(settled)
    return work
  }

  function startDue(): void {
    const due = planned.filter((one) => one.due <= now()).sort((a, b) => a.due - b.due)
    planned = planned.filter((one) => !due.includes(one))
    for (const one of due) void track(one.run()).catch(() => undefined)
  }

  async function settle(): Promise<void> {
    startDue()
    while (running.size > 0) {
      await Promise.all(running)
      startDue()
    }
  }

  const timer = setInterval(startDue, TICK_MS)
  timer.unref()
  return {
    now,
    advance: (ms) => {
      offset += ms
    },
    at: (due, run) => {
      planned.push({ due, run })
    },
    track,
    settle,
    plannedCount: () => planned.length,
    close: () => {
      clearInterval(timer)
      planned = []
    },
  }
}

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
  /** Drops what is planned: the chats it belonged to are gone. */
  forgetPlans(): void
  close(): void
}

const TICK_MS = 250

interface Running {
  track: EmulatorClock['track']
  count(): number
  all(): Promise<unknown>
}

function createRunning(): Running {
  const running = new Set<Promise<unknown>>()
  return {
    track(work) {
      const settled: Promise<unknown> = work.then(
        () => running.delete(settled),
        () => running.delete(settled),
      )
      running.add(settled)
      return work
    },
    count: () => running.size,
    all: () => Promise.all(running),
  }
}

export function createClock(base: Clock): EmulatorClock {
  let offset = 0
  let planned: Planned[] = []
  const running = createRunning()
  const now = () => base.now() + offset

  function startDue(): void {
    const due = planned.filter((one) => one.due <= now()).sort((a, b) => a.due - b.due)
    planned = planned.filter((one) => !due.includes(one))
    for (const one of due) void running.track(one.run()).catch(() => undefined)
  }

  async function settle(): Promise<void> {
    startDue()
    while (running.count() > 0) {
      await running.all()
      startDue()
    }
  }

  const timer = setInterval(startDue, TICK_MS)
  timer.unref()
  const forgetPlans = () => {
    planned = []
  }
  const close = () => {
    clearInterval(timer)
    forgetPlans()
  }
  const advance = (ms: number) => {
    offset += ms
  }
  const at = (due: number, run: () => Promise<void>) => {
    planned.push({ due, run })
  }
  return { now, advance, at, track: running.track, settle, plannedCount: () => planned.length, forgetPlans, close }
}

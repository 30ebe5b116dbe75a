import { schedule as cronSchedule } from 'node-cron'
import type { Logger } from 'pino'

const outboxPauseMilliseconds = 1000
const directoryPauseMilliseconds = 3000
const backgroundPauseMilliseconds = 500

/** Runs the body again and again with a pause, never twice at once; returns how to stop it. */
function every(pauseMilliseconds: number, body: () => Promise<unknown>, log: Logger): () => Promise<void> {
  let stopped = false
  let running: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout
  const turn = () => {
    running = body().catch((fault) => log.error({ name: (fault as Error).name }, 'background work failed'))
    running.then(() => {
      if (!stopped) timer = setTimeout(turn, pauseMilliseconds)
    })
  }
  timer = setTimeout(turn, 0)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

/**
 * node-cron only wakes the runner. It and the outbox look each second besides, so that what a dead instance left is taken up.
 * A look with nothing to do asks the database for nothing, or for one row. Both begin a moment later, after what is
 * to be done first: the first page goes before all of it. Returns how to stop them.
 */
export function startBackground(
  first: () => Promise<unknown>,
  tick: () => Promise<void>,
  deliver: () => Promise<unknown>,
  readDirectories: () => Promise<void>,
  log: Logger,
): () => Promise<void> {
  let stops: (() => unknown)[] = []
  let stopped = false
  const begin = () => {
    if (stopped) return
    const cron = cronSchedule('* * * * *', () => void tick())
    stops = [
      () => cron.stop(),
      every(outboxPauseMilliseconds, tick, log),
      every(outboxPauseMilliseconds, deliver, log),
      every(directoryPauseMilliseconds, readDirectories, log),
    ]
    void tick()
  }
  let starting: Promise<void> = Promise.resolve()
  const timer = setTimeout(() => {
    starting = first().then(begin)
  }, backgroundPauseMilliseconds)
  return async () => {
    stopped = true
    clearTimeout(timer)
    await starting
    for (const stop of stops) await stop()
  }
}

/** One after the other. */
export async function inTurn(...bodies: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const body of bodies) await body()
}

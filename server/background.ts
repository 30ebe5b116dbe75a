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
 * A look with nothing to do asks the database for nothing, or for one row. Both begin a moment later: the first page
 * goes first. Returns how to stop them.
 */
export function startBackground(
  tick: () => Promise<void>,
  deliver: () => Promise<unknown>,
  readDirectories: () => Promise<void>,
  log: Logger,
): () => Promise<void> {
  let stop = async () => {}
  const starting = setTimeout(() => {
    const cron = cronSchedule('* * * * *', () => void tick())
    const stopLooking = every(outboxPauseMilliseconds, tick, log)
    const stopSending = every(outboxPauseMilliseconds, deliver, log)
    const stopReading = every(directoryPauseMilliseconds, readDirectories, log)
    void tick()
    stop = async () => {
      await cron.stop()
      await stopLooking()
      await stopSending()
      await stopReading()
    }
  }, backgroundPauseMilliseconds)
  return async () => {
    clearTimeout(starting)
    await stop()
  }
}

/** One after the other. */
export async function inTurn(...bodies: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const body of bodies) await body()
}

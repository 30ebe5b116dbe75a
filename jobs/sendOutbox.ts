import type { Logger } from 'pino'
import type { Database } from '../server/database/work'
import type { Platforms } from '../server/web/exchangeCode'
import { carry, paceOf } from './delivery/carry'
import { isAnyDue } from './delivery/claim'
import { createSeat, type SeatTimes, type Sitting, seatTimes } from './seat'

/**
 * Carries the outbox to the platforms. Of all instances one at a time does (jobs/seat.ts): so the pace is one, and what an
 * instance that died had in hand goes on within seconds. Sending is at least once while the platform drops a second one under
 * the row's id, and at most once after that (server/domain/delivery/decide.ts). `stopping` ends it after the calls under way.
 */
export function createSender(
  database: Database,
  platforms: Platforms,
  log: Logger,
  stopping?: AbortSignal,
  times: SeatTimes = seatTimes,
) {
  const sit = createSeat(database, 'delivery', times)
  const pace = paceOf(platforms)

  const round = async (): Promise<number> => {
    let handled = 0
    // What is asked each second: one row of one index, whatever was ever sent.
    if (stopping?.aborted || !(await isAnyDue(database))) return handled
    const body = async (sitting: Sitting) => {
      handled = await carry({ database, platforms, log, stopping, sitting, pace })
    }
    await sit(body)
    return handled
  }

  let running: Promise<number> = Promise.resolve(0)
  /** Sends and updates everything that is due; answers how many calls it made. */
  return function deliver(): Promise<number> {
    // A round that failed, the database being away, must not stop the next one.
    running = running.catch(() => 0).then(round)
    return running
  }
}

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Seat } from '../entities'
import type { Database } from '../server/database/work'

export interface SeatTimes {
  /** Between two signs of life, in milliseconds. */
  beat: number
  /** Without a sign of life that was written the holder no longer acts, in milliseconds. */
  trust: number
  /** A seat without a sign of life for so long is taken, in milliseconds; longer than `trust`. */
  silence: number
  /** Between two looks at somebody else's seat, in milliseconds. */
  look: number
}

/** Together well below the five seconds after which a dead instance's work must go on. */
export const seatTimes: SeatTimes = { beat: 400, trust: 1200, silence: 2000, look: 200 }

export interface Sitting {
  /** Of this sitting alone; what it has in hand bears it. */
  token: string
  /** Nobody else has sat there since this instance did last. */
  isSame: boolean
  /** False as soon as another may have taken the seat. */
  holds(): boolean
}

/** Of this machine, never set back or forward; instances compare no clocks with each other. */
const steady = (): number => performance.now()

/** The row to take, once nobody sits there or who does shows no sign of life; null when he lives. */
async function watch(database: Database, name: string, { silence, look }: SeatTimes): Promise<Seat | null> {
  const since = steady()
  let first: Seat | null = null
  for (;;) {
    const row = (await database.read(null, 'job', (work) => work.one(Seat, { name }))) ?? { name, holder: '', beat: 0 }
    if (row.beat === 0) return row
    first ??= row
    if (row.holder !== first.holder || row.beat !== first.beat) return null
    if (steady() - since >= silence) return row
    await pause(look)
  }
}

/** Whoever changes the row as it was seen has it. */
function take(database: Database, { name, holder, beat }: Seat, token: string): Promise<boolean> {
  return database.unitOfWork(null, 'job', async (work) => {
    const mine = { holder: token, beat: 1 }
    if ((await work.change(Seat, { name, holder, beat }, mine)) === 1) return true
    return holder === '' && work.insertOnce(Seat, { name, ...mine })
  })
}

/** Shows signs of life until stopped. */
function keepAlive(database: Database, name: string, token: string, times: SeatTimes, since: number) {
  let proven = since
  let isLost = false
  let isBeating = false
  const beat = async () => {
    if (isBeating) return
    isBeating = true
    const began = steady()
    try {
      const kept = await database.unitOfWork(null, 'job', (work) =>
        work.manager.increment(Seat, { name, holder: token }, 'beat', 1),
      )
      if (kept.affected === 0) isLost = true
      else proven = began
    } catch {
      // The database is away: after `trust` the holder stops by himself.
    } finally {
      isBeating = false
    }
  }
  const timer = setInterval(() => void beat(), times.beat)
  timer.unref()
  return { holds: () => !isLost && steady() - proven < times.trust, stop: () => clearInterval(timer) }
}

/**
 * A seat that one of all instances holds at a time. `sit` runs the body in it; false when somebody else sits there and lives.
 * A holder who died is noticed by his silence, after two seconds. The body looks at `holds()` before it acts on the world
 * outside.
 */
export function createSeat(database: Database, name: string, times: SeatTimes = seatTimes) {
  let last = ''
  return async function sit(body: (sitting: Sitting) => Promise<void>): Promise<boolean> {
    const seen = await watch(database, name, times)
    const token = randomUUID()
    const since = steady()
    if (!seen || !(await take(database, seen, token))) return false
    const isSame = last !== '' && seen.holder === last
    last = token
    const { holds, stop } = keepAlive(database, name, token, times, since)
    try {
      await body({ token, isSame, holds })
      return true
    } finally {
      stop()
      await database
        .unitOfWork(null, 'job', (work) => work.change(Seat, { name, holder: token }, { beat: 0 }))
        // Whoever wants the seat waits for the silence then.
        .catch(() => undefined)
    }
  }
}

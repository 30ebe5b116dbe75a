import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { JobRun } from '../entities'
import type { Database } from '../server/database/work'
import type { CalendarDay } from '../server/domain/calendar/calendarDay'
import { describeFault } from '../server/web/errorDoor'
import { type ScheduledJob, schedule } from './schedule'
import { createSeat, type SeatTimes, seatTimes } from './seat'
import { dueSlots, type Slot } from './slots'

export type JobBodies = Record<ScheduledJob['name'], (database: Database, day: CalendarDay) => Promise<string>>

/** A run that failed is tried again after this pause. */
const restMilliseconds = 5 * 60_000

/**
 * Runs what is due, each slot once however many instances look: one at a time runs jobs (jobs/seat.ts), and the row of the
 * slot says what came of it. What an instance that died has begun is begun again; jobs add nothing the second time. Called
 * every few seconds, at start, and by the demo after it moved the date.
 */
export function createRunner(database: Database, bodies: JobBodies, log: Logger, times: SeatTimes = seatTimes) {
  const owner = randomUUID()
  const sit = createSeat(database, 'jobs', times)
  /** Done, by whoever: no reason to look again. */
  const finished = new Set<string>()
  const keyOf = ({ job, slot }: Slot): string => `${job.name} ${slot}`

  const isOpen = async (slot: Slot): Promise<boolean> => {
    const where = { job: slot.job.name, slot: slot.slot }
    const row = await database.read(null, 'job', (work) => work.one(JobRun, where))
    if (row?.finishedAt) finished.add(keyOf(slot))
    return !row || (!row.finishedAt && row.notBefore <= database.clock.now())
  }

  const write = (slot: Slot, facts: Partial<Pick<JobRun, 'notBefore' | 'finishedAt' | 'outcome'>>) =>
    database.unitOfWork(null, 'job', async (work) => {
      const where = { job: slot.job.name, slot: slot.slot }
      const changed = await work.change(JobRun, where, { owner, ...facts })
      if (!changed)
        await work.insertOnce(JobRun, { ...where, owner, notBefore: 0, finishedAt: null, outcome: null, ...facts })
    })

  const run = async (slot: Slot): Promise<void> => {
    try {
      await write(slot, { notBefore: 0 })
      const outcome = await bodies[slot.job.name](database, slot.day)
      await write(slot, { finishedAt: database.clock.now(), outcome })
      finished.add(keyOf(slot))
      log.info({ job: slot.job.name, slot: slot.slot, outcome }, 'job done')
    } catch (fault) {
      log.error({ job: slot.job.name, slot: slot.slot, fault: describeFault(fault) }, 'job failed')
      await write(slot, { notBefore: database.clock.now() + restMilliseconds })
    }
  }

  const openSlots = async (): Promise<Slot[]> => {
    const open: Slot[] = []
    const due = dueSlots(schedule, database.clock.now())
    const keys = new Set(due.map(keyOf))
    for (const key of finished) if (!keys.has(key)) finished.delete(key)
    for (const slot of due) if (!finished.has(keyOf(slot)) && (await isOpen(slot))) open.push(slot)
    return open
  }

  const look = async (): Promise<void> => {
    if (!(await openSlots()).length) return
    await sit(async ({ holds }) => {
      // Somebody else may have done it while this one waited for the seat.
      for (const slot of await openSlots()) if (holds()) await run(slot)
    })
  }

  let running: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  /** Runs every due slot in order; calls made meanwhile wait for one more look after it. */
  return function tick(): Promise<void> {
    next ??= running.then(() => {
      next = null
      // The database is away: the next look finds the slot again.
      return look().catch((fault) => log.error({ fault: describeFault(fault) }, 'looking for jobs failed'))
    })
    running = next
    return next
  }
}

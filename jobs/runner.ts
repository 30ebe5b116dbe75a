import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { LessThanOrEqual } from 'typeorm'
import { JobRun } from '../entities'
import type { Database } from '../server/database/work'
import type { CalendarDay } from '../server/domain/calendar/calendarDay'
import { describeFault } from '../server/web/errorDoor'
import { type ScheduledJob, schedule } from './schedule'
import { dueSlots, type Slot } from './slots'

export type JobBodies = Record<ScheduledJob['name'], (database: Database, day: CalendarDay) => Promise<string>>

/** A run that neither ended nor renewed its claim in this time is taken over. */
const leaseMilliseconds = 5 * 60_000

/**
 * Runs what is due, each slot once however many instances look: the unique row (job, slot) decides. Called by node-cron
 * every minute, at start, and by the demo after it moved the date.
 */
export function createRunner(database: Database, bodies: JobBodies, log: Logger) {
  const owner = randomUUID()

  const claim = async ({ job, slot }: Slot): Promise<boolean> => {
    const now = database.clock.now()
    const leaseUntil = now + leaseMilliseconds
    const row = { job: job.name, slot, owner, leaseUntil, finishedAt: null, outcome: null }
    const known = await database.read(null, 'job', (work) => work.manager.findOneBy(JobRun, { job: job.name, slot }))
    if (known?.finishedAt || (known && known.leaseUntil > now)) return false
    return database.unitOfWork(null, 'job', async (work) => {
      if (!known) return work.insertOnce(JobRun, row)
      // The claim of an instance that died: whoever changes the old lease first has it.
      const stale = { job: job.name, slot, leaseUntil: LessThanOrEqual(known.leaseUntil), owner: known.owner }
      return (await work.change(JobRun, stale, { owner, leaseUntil })) === 1
    })
  }

  const run = async (slot: Slot): Promise<void> => {
    try {
      if (!(await claim(slot))) return
      const outcome = await bodies[slot.job.name](database, slot.day)
      await database.unitOfWork(null, 'job', (work) =>
        work.change(JobRun, { job: slot.job.name, slot: slot.slot, owner }, { finishedAt: work.now, outcome }),
      )
      log.info({ job: slot.job.name, slot: slot.slot, outcome }, 'job done')
    } catch (fault) {
      // Not finished, or the database is away: the slot is tried again within its window.
      log.error({ job: slot.job.name, slot: slot.slot, fault: describeFault(fault) }, 'job failed')
    }
  }

  let running: Promise<void> = Promise.resolve()
  /** Runs every due slot in order; calls made meanwhile wait for their turn. */
  return function tick(): Promise<void> {
    running = running.then(async () => {
      for (const slot of dueSlots(schedule, database.clock.now())) await run(slot)
    })
    return running
  }
}

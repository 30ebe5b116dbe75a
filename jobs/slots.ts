import { addDays, type CalendarDay, dayOfInstant, instantOf } from '../server/domain/calendar/calendarDay'
import type { ScheduledJob } from './schedule'

/** The planned time of one run, 'YYYY-MM-DDTHH:MM' in Shanghai, and the day it is about. */
export interface Slot {
  job: ScheduledJob
  slot: string
  day: CalendarDay
}

const hourMilliseconds = 3_600_000

const minuteOf = (at: string): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3))

/** The slots that are due at this instant (UTC milliseconds) and not older than the job's catch-up window, oldest first. */
export function dueSlots(jobs: readonly ScheduledJob[], now: number): Slot[] {
  const today = dayOfInstant(now)
  const slots = jobs.flatMap((job) => {
    const daysBack = Math.ceil(job.catchUpHours / 24)
    return Array.from({ length: daysBack + 1 }, (_, back) => addDays(today, -back))
      .filter((day) => {
        const planned = instantOf(day, minuteOf(job.at))
        return planned <= now && now - planned < job.catchUpHours * hourMilliseconds
      })
      .map((day) => ({ job, day, slot: `${day}T${job.at}` }))
  })
  return slots.sort((a, b) => (a.slot < b.slot ? -1 : 1))
}

import { type Pledge, PledgeVersion } from '../../../entities'
import type { Work } from '../../database/work'
import { type CalendarDay, dayOfInstant } from '../../domain/calendar/calendarDay'

/** Notes begin with the first publication: what was done for an earlier version was done for this pledge. */
export async function firstDay(work: Work, pledge: Pledge): Promise<CalendarDay | null> {
  const first = await work.manager.findOneBy(PledgeVersion, { pledgeId: pledge.id, version: 1 })
  return first && dayOfInstant(first.publishedAt)
}

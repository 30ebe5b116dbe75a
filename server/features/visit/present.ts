import type { Visit } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'

/** rules §3.5: the author may take an entry back within this time. */
const editDays = 7
const dayMilliseconds = 86_400_000

type VisitAnswer = Output<'visit.log'>['visit']

export const present = (work: Work, visit: Visit): VisitAnswer => ({
  visitId: visit.id,
  contactName: visit.contactName,
  onRoster: visit.onRoster,
  way: visit.way,
  purposes: visit.purposes,
  visitedDay: toCalendarDay(visit.visitedDay),
  content: visit.content,
  problem: visit.problem,
  backfilled: visit.backfilled,
  voided: visit.state === 'VOID',
  mayVoid: visit.state !== 'VOID' && work.now - visit.loggedAt < editDays * dayMilliseconds,
})

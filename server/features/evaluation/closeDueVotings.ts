import { LessThan } from 'typeorm'
import { EvaluationRound } from '../../../entities'
import type { Database, Work } from '../../database/work'
import type { CalendarDay } from '../../domain/calendar/calendarDay'
import { endVoting, openVoters } from './closeRound'
import { openSheets } from './collectiveSheets'

/** Closes one vote whose last day is over; false while sheets of the meetings are missing or somebody else closed it. */
async function closeOne(work: Work, roundId: string, day: CalendarDay): Promise<boolean> {
  const round = await work.manager.findOneBy(EvaluationRound, {
    id: roundId,
    state: 'VOTING',
    votingToDay: LessThan(day),
  })
  if (!round || (await openSheets(work, roundId)).length) return false
  await endVoting(work, round, round.revision, await openVoters(work, roundId))
  return true
}

/** The nightly job: votes whose window ended yesterday or earlier are closed without waiting for a scrutineer (§3.9). */
export async function closeDueVotings(database: Database, day: CalendarDay): Promise<string> {
  const due = await database.read(null, 'job', (work) =>
    work.manager.find(EvaluationRound, {
      select: { id: true },
      where: { state: 'VOTING', votingToDay: LessThan(day) },
    }),
  )
  let closed = 0
  for (const { id } of due) {
    if (await database.unitOfWork(null, 'job', (work) => closeOne(work, id, day))) closed += 1
  }
  return `due ${due.length}, closed ${closed}`
}

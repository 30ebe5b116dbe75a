import { LessThan } from 'typeorm'
import { sheetMissingCard, tallyDueCard } from '../../../bot/cards/evaluation'
import { EvaluationRound } from '../../../entities'
import type { Database, Notice, Work } from '../../database/work'
import { type CalendarDay, instantOf } from '../../domain/calendar/calendarDay'
import { onceFor, type RoundNews, subjectFor } from '../../domain/cardKeys'
import { Refusal } from '../../refusals'
import { endVoting, openVoters } from './closeRound'
import { openSheets } from './collectiveSheets'

type Outcome = 'closed' | 'sheetsMissing' | 'closedByOthers'

/** The job runs after midnight; nobody is woken by it. */
const morning = (day: CalendarDay): number => instantOf(day, 8 * 60 + 36)

async function tell(
  work: Work,
  personIds: Iterable<string>,
  notice: Omit<Notice, 'dedupeKey' | 'personId'> & { kind: RoundNews },
  roundId: string,
) {
  for (const personId of new Set(personIds)) {
    await work.notify({ ...notice, dedupeKey: onceFor.round(notice.kind, roundId, personId), personId })
  }
}

/** Closes one vote whose last day is over; while a meeting's sheet is missing, whoever owes it is told once instead. */
async function closeDue(work: Work, roundId: string, day: CalendarDay): Promise<Outcome> {
  const due = { id: roundId, state: 'VOTING', votingToDay: LessThan(day) }
  const round = await work.manager.findOneBy(EvaluationRound, due)
  if (!round) return 'closedByOthers'
  const notBefore = morning(day)
  const missing = await openSheets(work, roundId)
  if (missing.length) {
    const card = sheetMissingCard(roundId)
    for (const { voterId } of missing) {
      await tell(
        work,
        [voterId],
        { kind: 'sheetMissing', subjectKeys: [subjectFor.ballot(roundId, voterId)], card, notBefore },
        roundId,
      )
    }
    return 'sheetsMissing'
  }
  await endVoting(work, round, round.revision, await openVoters(work, roundId))
  const card = tallyDueCard(roundId)
  await tell(
    work,
    round.scrutineerIds,
    { kind: 'tallyDue', subjectKeys: [subjectFor.tallyDue(roundId)], card, notBefore },
    roundId,
  )
  return 'closed'
}

/** The nightly job: votes whose window ended yesterday or earlier are closed without waiting for a scrutineer (rules §3.9). */
export async function closeDueVotings(database: Database, day: CalendarDay): Promise<string> {
  const due = await database.read(null, 'job', (work) =>
    work.manager.find(EvaluationRound, {
      select: { id: true },
      where: { state: 'VOTING', votingToDay: LessThan(day) },
    }),
  )
  const outcomes: Outcome[] = []
  for (const { id } of due) {
    const closing = database.unitOfWork(null, 'job', (work) => closeDue(work, id, day))
    // A scrutineer or another instance was faster: the vote is closed, which is all that is wanted.
    outcomes.push(await closing.catch((fault) => (fault instanceof Refusal ? 'closedByOthers' : Promise.reject(fault))))
  }
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length
  return `due ${due.length}, closed ${count('closed')}, sheets missing ${count('sheetsMissing')}`
}

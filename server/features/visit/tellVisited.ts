import { visitAnswerCard } from '../../../bot/cards/visitAnswer'
import type { Visit } from '../../../entities'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { nextSendingInstant } from '../../domain/reminders/quietHours'
import { loadHolidays } from '../calendar'

/** The people visited are asked once whether it was so, at an hour at which people work; not of what is entered late. */
export async function tellVisited(work: Work, visits: readonly Visit[]): Promise<void> {
  const asked = visits.filter(({ contactId, backfilled }) => contactId !== null && !backfilled)
  if (!asked.length) return
  const notBefore = nextSendingInstant(work.now, await loadHolidays(work), Math.random())
  await work.notifyAll(
    asked.map(({ id, contactId, visitedDay }) => ({
      dedupeKey: onceFor.visitAnswer(id),
      personId: contactId ?? '',
      kind: 'visitAnswer',
      subjectKeys: [subjectFor.visitAnswer(id)],
      card: visitAnswerCard(id, toCalendarDay(visitedDay)),
      notBefore,
    })),
  )
}

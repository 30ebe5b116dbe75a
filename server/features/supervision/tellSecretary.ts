import { opinionsCard, opinionsLostCard } from '../../../bot/cards/supervision'
import type { Work } from '../../database/work'
import { type CalendarDay, dayOfInstant, instantOf } from '../../domain/calendar/calendarDay'
import { onceFor } from '../../domain/cardKeys'
import { nextSendingInstant } from '../../domain/reminders/quietHours'
import { loadHolidays } from '../calendar'
import { holders } from '../organisation'

/**
 * One card a day at most, on the first working morning from that day on whatever the hour of the opinion was: a card at once would
 * tell the hour, and with it who was just seen with a phone.
 */
export async function tellSecretary(work: Work, branchId: string, from: CalendarDay): Promise<void> {
  const notBefore = nextSendingInstant(instantOf(from, 0), await loadHolidays(work), Math.random())
  const held = await holders(work, ['BRANCH_SECRETARY'])
  for (const { personId } of held.filter(({ scopeId }) => scopeId === branchId)) {
    await work.notify({
      dedupeKey: onceFor.opinions(branchId, personId, dayOfInstant(notBefore)),
      personId,
      kind: 'opinions',
      subjectKeys: [],
      card: opinionsCard(branchId),
      notBefore,
    })
  }
}

/** 党办 hears what was lost: whoever wrote it does not know, and nobody else looks into the folder of keys. */
export async function tellLost(work: Work, count: number, day: CalendarDay): Promise<void> {
  const notBefore = nextSendingInstant(instantOf(day, 0), await loadHolidays(work), Math.random())
  const officers = await holders(work, ['HQ_OFFICE'])
  await work.notifyAll(
    officers.map(({ personId }) => {
      const dedupeKey = onceFor.opinionsLost(day, personId)
      return { dedupeKey, personId, kind: 'opinionsLost', subjectKeys: [], card: opinionsLostCard(count), notBefore }
    }),
  )
}

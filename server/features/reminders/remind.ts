import { randomUUID } from 'node:crypto'
import { reminderCard, subjectKeysOf } from '../../../bot/cards/reminder'
import { visitForm } from '../../../bot/cards/visit'
import type { Database, Work } from '../../database/work'
import type { CalendarDay } from '../../domain/calendar/calendarDay'
import type { Reminder } from '../../domain/reminders/facts'
import { plan } from '../../domain/reminders/plan'
import { nextSendingInstant } from '../../domain/reminders/quietHours'
import { loadHolidays } from '../calendar/holidays'
import { contactsOf } from '../visit/visits'
import { loadFacts } from './loadFacts'
import { remindKey } from './remindKey'

/** A unit of work stays short: other people write meanwhile. */
const remindersAWork = 50

/** A visit reminder that stands alone can be answered in the card itself (R34). */
async function formOf(work: Work, reminder: Reminder) {
  const [only] = reminder.items
  if (reminder.items.length !== 1 || only?.kind !== 'visitDue') return undefined
  return visitForm(randomUUID(), await contactsOf(work, reminder.personId), reminder.day) ?? undefined
}

/**
 * The day's reminders (domain §6.5): plans from facts as they are now and puts one card a person into the outbox. Run
 * twice, or on two instances, it adds nothing the second time: the outbox knows each person's card of the day.
 */
export async function remind(database: Database, day: CalendarDay): Promise<string> {
  const { reminders, holidays } = await database.read(null, 'job', async (work) => {
    const table = await loadHolidays(work)
    return { reminders: plan(day, await loadFacts(work, day), table), holidays: table }
  })
  let added = 0
  for (let start = 0; start < reminders.length; start += remindersAWork) {
    added += await database.unitOfWork(null, 'job', async (work) => {
      let count = 0
      for (const reminder of reminders.slice(start, start + remindersAWork)) {
        const notice = {
          dedupeKey: remindKey(reminder.personId, day),
          personId: reminder.personId,
          kind: 'reminder',
          subjectKeys: subjectKeysOf(reminder),
          card: reminderCard(reminder, await formOf(work, reminder)),
          notBefore: nextSendingInstant(work.now, holidays, Math.random()),
        }
        if (await work.notify(notice)) count += 1
      }
      return count
    })
  }
  return `planned ${reminders.length}, added ${added}`
}

import { randomUUID } from 'node:crypto'
import { reminderCard, subjectKeysOf } from '../../../bot/cards/reminder'
import type { SeveralWaiting } from '../../../bot/cards/several'
import { visitForm } from '../../../bot/cards/visit'
import type { Database, Notice, Work } from '../../database/work'
import { addDays, type CalendarDay, dayOfInstant, instantOf } from '../../domain/calendar/calendarDay'
import type { HolidayTable } from '../../domain/calendar/workdays'
import { onceFor } from '../../domain/cardKeys'
import type { Reminder } from '../../domain/reminders/facts'
import { plan } from '../../domain/reminders/plan'
import { nextSendingInstant } from '../../domain/reminders/quietHours'
import { loadHolidays } from '../calendar'
import { flows } from '../flows'
import { restingOn } from '../organisation'
import { contactsOf } from '../visit'
import { loadFacts } from './loadFacts'
import { loadSeveral } from './several'

/** A unit of work stays short: other people write meanwhile. */
const remindersAWork = 50

/** A visit reminder that stands alone can be answered in the card itself (R34). */
async function formOf(work: Work, reminder: Reminder) {
  const [only] = reminder.items
  if (reminder.items.length !== 1 || only?.kind !== 'visitDue') return undefined
  return visitForm(randomUUID(), await contactsOf(work, reminder.personId), reminder.day) ?? undefined
}

interface Planned {
  reminders: Reminder[]
  holidays: HolidayTable
  /** By person. */
  several: Map<string, SeveralWaiting>
}

async function planDay(work: Work, day: CalendarDay): Promise<Planned> {
  const holidays = await loadHolidays(work)
  const planned = plan(day, await loadFacts(work, day, holidays), holidays)
  // Who is away is written to when he is back, or never if it is over by then.
  const resting = planned.length ? await restingOn(work, day) : new Set()
  const reminders = planned.filter(({ personId }) => !resting.has(personId))
  // Nobody is written to because of a list alone: the plan says when.
  return { reminders, holidays, several: reminders.length ? await loadSeveral(work, flows) : new Map() }
}

/** The 书记's card about the branch alone has a press of its own, and keeps it. */
const hasOwnPress = ({ items: [first, ...more] }: Reminder): boolean =>
  !more.length && first?.progress !== undefined && first.progress.missing.length > 0

/** Puts the cards into the outbox and says how many were new: whoever had a card for that day gets none. */
async function addCards(work: Work, reminders: Reminder[], { holidays, several }: Planned): Promise<number> {
  const notices: Notice[] = []
  for (const reminder of reminders) {
    const form = await formOf(work, reminder)
    const waiting = form || hasOwnPress(reminder) ? undefined : several.get(reminder.personId)
    const notBefore = nextSendingInstant(work.now, holidays, Math.random())
    notices.push({
      dedupeKey: onceFor.reminder(reminder.personId, dayOfInstant(notBefore)),
      personId: reminder.personId,
      kind: 'reminder',
      subjectKeys: subjectKeysOf(reminder, waiting),
      card: reminderCard(reminder, form, waiting),
      notBefore,
      expiresAt: instantOf(addDays(dayOfInstant(notBefore), 1), 0),
    })
  }
  return work.notifyAll(notices)
}

/**
 * The day's reminders (rules §6.5): plans from facts as they are now and puts one card a person into the outbox. Run
 * twice, or on two instances, it adds nothing the second time: the outbox knows each person's card of the day.
 */
export async function remind(database: Database, day: CalendarDay): Promise<string> {
  const planned = await database.read(null, 'job', (work) => planDay(work, day))
  const { reminders } = planned
  let added = 0
  for (let start = 0; start < reminders.length; start += remindersAWork) {
    const part = reminders.slice(start, start + remindersAWork)
    added += await database.unitOfWork(null, 'job', (work) => addCards(work, part, planned))
  }
  return `planned ${reminders.length}, added ${added}`
}

/**
 * Tells everyone at once whom something that was just opened concerns. The job of the morning is over by then, so the
 * day's plan is carried out again inside the unit of work that opens it.
 */
export async function remindOfOpening(work: Work): Promise<void> {
  const planned = await planDay(work, work.today)
  await addCards(work, planned.reminders, planned)
}

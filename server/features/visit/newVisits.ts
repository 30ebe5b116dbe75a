import { randomUUID } from 'node:crypto'
import { In, IsNull, MoreThanOrEqual } from 'typeorm'
import { Liaison, Person, Visit } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, type CalendarDay, toCalendarDay } from '../../domain/calendar/calendarDay'
import { isBackfilled, isCopied } from '../../domain/visits/flags'
import { sameText } from '../../domain/wording/foldText'
import { refusal } from '../../refusals'
import { placedPeople } from '../organisation'
import { visitContactMissing, visitSelf } from './refusals'

const visitFuture = refusal(422, 'visit.future', '走访日期{day}在今天之后，请改成已经走访的日期。')

/** How far back the words of one's own entries are compared (*default*). */
const comparedDays = 366

type Met = Pick<Visit, 'contactId' | 'contactName' | 'onRoster'>

/**
 * Of these people those whom the member keeps in touch with: as of the day of the visit, for an entry may wait until somebody has
 * left, or as of today, for the 名册 may have been entered late.
 */
async function ownContacts(work: Work, ids: readonly string[], day: CalendarDay): Promise<Set<string>> {
  if (!ids.length) return new Set()
  const kept = await work.manager.findBy(Liaison, { memberId: work.who.personId, contactId: In(ids) })
  const holds = ({ fromDay, toDay }: Liaison): boolean =>
    [day, work.today].some((each) => fromDay <= each && (toDay === null || toDay >= each))
  return new Set(kept.filter(holds).map(({ contactId }) => contactId))
}

/** Whom the entry names, in its order: by name alone, or people of the house. */
async function peopleMet(work: Work, input: Checked<'visit.log'>): Promise<Met[]> {
  const { contactId, contactName, moreContactIds } = input
  const ids = [...new Set([...(contactId ? [contactId] : []), ...moreContactIds])]
  if (ids.includes(work.who.personId)) throw visitSelf()
  if (!contactId && !contactName) throw visitContactMissing()
  const byName = !contactId && contactName ? [{ contactId: null, contactName, onRoster: false }] : []
  const people = await work.manager.find(Person, { select: { id: true, name: true }, where: { id: In(ids) } })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  if (names.size !== ids.length) throw visitContactMissing()
  const own = await ownContacts(work, ids, toCalendarDay(input.visitedDay))
  const byId = ids.map((id) => ({ contactId: id, contactName: names.get(id) ?? '', onRoster: own.has(id) }))
  return [...byName, ...byId]
}

/** One's own entries that count and are not long ago. */
const earlierOf = (work: Work, day: CalendarDay): Promise<Visit[]> =>
  work.manager.findBy(Visit, {
    authorId: work.who.personId,
    visitedDay: MoreThanOrEqual(addDays(day, -comparedDays)),
    state: In(['LOGGED', 'CONFIRMED', 'OBJECTED']),
  })

/** Two contacts may have one name, so the id decides where there is one. */
const isSame = (one: Visit, { contactId, contactName }: Met, { visitedDay, way }: Checked<'visit.log'>): boolean =>
  one.visitedDay === visitedDay &&
  one.way === way &&
  one.contactId === contactId &&
  (contactId !== null || sameText(one.contactName, contactName))

/** Where the member belonged on that day; today's place for a day before he was in the house. */
async function branchOn(work: Work, day: CalendarDay): Promise<string | null> {
  for (const each of new Set([day, work.today])) {
    const own = placedPeople(work, each).andWhere('person.id = :personId', { personId: work.who.personId })
    const place = await own.getRawOne<{ branchId: string | null }>()
    if (place) return place.branchId
  }
  return null
}

/** The records an entry makes, the first one under the id from the phone, each with what is flagged of it (R34). */
export async function newVisits(work: Work, input: Checked<'visit.log'>): Promise<Visit[]> {
  const { visitId, way, purposes, content, problem = null, place = null, topic = null, outcome = null } = input
  const day = toCalendarDay(input.visitedDay)
  if (day > work.today) throw visitFuture({ day })
  const people = await peopleMet(work, input)
  const earlier = (await earlierOf(work, day)).filter(({ id }) => id !== visitId)
  const texts = earlier.map((one) => one.content)
  const said = { way, purposes, visitedDay: day, content, problem, place, topic, outcome }
  const shared = {
    ...said,
    authorId: work.who.personId,
    branchId: await branchOn(work, day),
    loggedAt: work.now,
    backfilled: isBackfilled(day, work.today),
    copied: isCopied(content, texts),
    state: 'LOGGED' as const,
    answeredAt: null,
    correction: null,
    voidReason: null,
    revision: 1,
  }
  return people.map((met, at) => ({
    ...shared,
    ...met,
    id: at ? randomUUID() : visitId,
    withVisitId: at ? visitId : null,
    repeated: earlier.some((one) => isSame(one, met, input)),
  }))
}

/** Those of an entry that is there already, the first one first. */
export const entryOf = async (work: Work, visitId: string): Promise<Visit[]> => {
  const first = await work.manager.findOneBy(Visit, { id: visitId, withVisitId: IsNull() })
  return first ? [first, ...(await work.manager.findBy(Visit, { withVisitId: visitId }))] : []
}

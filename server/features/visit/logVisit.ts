import { In, IsNull } from 'typeorm'
import { visitDoneCard } from '../../../bot/cards/visit'
import { Person, Visit, VisitMember } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { daysBetween, toCalendarDay } from '../../domain/calendar/calendarDay'
import { subjectFor } from '../../domain/cardKeys'
import { isActiveMember } from '../../domain/organisation/persons'
import { sameText } from '../../domain/wording/foldText'
import { recordNotFound, refusal, requestKeyReused, serverBusy } from '../../refusals'
import { requireSameEntry } from '../requireSameEntry'
import { present } from './present'
import { readContacts } from './readContacts'
import { contactsOf } from './records'
import { visitContactMissing } from './refusals'

const visitFuture = refusal(422, 'visit.future', '走访日期{day}在今天之后，请改成已经走访的日期。')
const visitSelf = refusal(422, 'visit.self', '不能把自己登记为走访对象。')
const visitDuplicate = refusal(
  409,
  'visit.duplicate',
  '{day}走访{name}的记录已经有了。如果确实走访了两次，请在内容里写明并换一种方式登记。',
)

/** R34: an entry more than this many days after the visit is flagged 补录. */
const promptDays = 7

async function contactOf(
  work: Work,
  input: Checked<'visit.log'>,
): Promise<{ contactId: string | null; contactName: string; onRoster: boolean }> {
  if (input.contactId === work.who.personId) throw visitSelf()
  if (!input.contactId) {
    if (!input.contactName) throw visitContactMissing()
    return { contactId: null, contactName: input.contactName, onRoster: false }
  }
  const person = await work.manager.findOne(Person, {
    select: { id: true, name: true },
    where: { id: input.contactId },
  })
  if (!person) throw visitContactMissing()
  const contacts = await contactsOf(work, work.who.personId)
  return {
    contactId: person.id,
    contactName: person.name,
    onRoster: contacts.some((each) => each.personId === person.id),
  }
}

/** A visit of the same contact, day and way that still counts. Two contacts may have one name, so the roster's id decides. */
async function findSame(
  work: Work,
  { authorId, contactId, contactName, visitedDay, way }: Visit,
): Promise<Visit | null> {
  const contact = contactId ? { contactId } : { contactId: IsNull() }
  const counting = In(['LOGGED', 'CONFIRMED', 'OBJECTED'])
  const thatDay = await work.manager.findBy(Visit, { authorId, ...contact, visitedDay, way, state: counting })
  return thatDay.find((each) => contactId !== null || sameText(each.contactName, contactName)) ?? null
}

/** Who came along must be 党员 of the house; the contact does not visit himself. */
async function checkCompanions(work: Work, { contactId }: Visit, memberIds: string[]): Promise<void> {
  const wanted = new Set(memberIds)
  if (!wanted.size) return
  if (contactId && wanted.has(contactId)) throw visitSelf()
  const people = await work.manager.findBy(Person, { id: In([...wanted]) })
  if (people.filter(isActiveMember).length !== wanted.size) throw recordNotFound({ what: '同行党员' })
}

async function newVisit(work: Work, input: Checked<'visit.log'>): Promise<Visit> {
  const { visitId, way, purposes, visitedDay, content, problem = null } = input
  if (visitedDay > work.today) throw visitFuture({ day: visitedDay })
  return {
    id: visitId,
    authorId: work.who.personId,
    ...(await contactOf(work, input)),
    way,
    purposes,
    visitedDay,
    loggedAt: work.now,
    backfilled: daysBetween(toCalendarDay(visitedDay), work.today) > promptDays,
    content,
    problem,
    state: 'LOGGED',
    voidReason: null,
    revision: 1,
  }
}

/** Adds the visit with those who went; null when the same visit, sent twice at one instant, was there before. */
async function addVisit(work: Work, visit: Visit, jointMemberIds: string[]): Promise<Visit | null> {
  const same = await findSame(work, visit)
  if (same?.id === visit.id) return null
  if (same) throw visitDuplicate({ day: visit.visitedDay, name: visit.contactName })
  await checkCompanions(work, visit, jointMemberIds)
  if (!(await work.insertOnce(Visit, visit))) return null
  const memberIds = [...new Set([visit.authorId, ...jointMemberIds])]
  const went = memberIds.map((memberId) => ({ visitId: visit.id, memberId }))
  await work.insert(VisitMember, went)
  return visit
}

/** The visit with this id, if it is there already; an id belongs to whoever wrote it first, and to what it said. */
async function knownVisit(work: Work, input: Checked<'visit.log'>): Promise<Visit | null> {
  const { visitId, contactId, contactName, way, purposes, visitedDay, content, problem, jointMemberIds } = input
  const known = await work.manager.findOneBy(Visit, { id: visitId })
  if (!known) return null
  if (known.authorId !== work.who.personId) throw requestKeyReused()
  // Whoever is on the roster may have another name by now.
  requireSameEntry(known, {
    contactId,
    ...(contactId ? {} : { contactName }),
    way,
    purposes,
    visitedDay,
    content,
    problem,
  })
  const went = await work.manager.findBy(VisitMember, { visitId })
  const memberIds = new Set([known.authorId, ...jointMemberIds])
  requireSameEntry({ memberIds: went.map(({ memberId }) => memberId).sort() }, { memberIds: [...memberIds].sort() })
  return known
}

/**
 * Logs one visit (R34–R38). The id comes from the phone or the card: the same visit sent twice is one visit and hears the
 * same answer. A future day is refused; one long ago is taken and flagged.
 */
export async function logVisit(work: Work, input: Checked<'visit.log'>): Promise<Output<'visit.log'>> {
  work.must('logVisit')
  const known = await knownVisit(work, input)
  if (known) return { visit: present(work, known) }
  const visit = await addVisit(work, await newVisit(work, input), input.jointMemberIds)
  if (!visit) {
    const first = await knownVisit(work, input)
    if (!first) throw serverBusy()
    return { visit: present(work, first) }
  }
  const { visitedDay, way, onRoster, backfilled } = visit
  // The text of a visit is the member's and the secretary's (rules §2.3); the audit line names the act only.
  const change = { visitedDay, way, onRoster, backfilled }
  await work.audit({ action: 'visit.log', subjectKind: 'visit', subjectId: visit.id, role: 'MEMBER', change })
  await finishVisitCards(work)
  return { visit: present(work, visit) }
}

/** When every contact of the quarter is visited, the reminder's card ends. */
async function finishVisitCards(work: Work): Promise<void> {
  const { quarter, contacts } = await readContacts(work)
  if (contacts.some((contact) => contact.visitsThisQuarter === 0)) return
  await work.finishCards(subjectFor.visit(quarter, work.who.personId), visitDoneCard())
}

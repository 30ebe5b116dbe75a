import { In } from 'typeorm'
import { visitDoneCard } from '../../../bot/cards/visit'
import { Person, Visit, VisitMember, VisitPicture } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { isActiveMember } from '../../domain/organisation/persons'
import { recordNotFound, requestKeyReused, serverBusy } from '../../refusals'
import { requireAttachable } from '../attachments'
import { closeByVisits } from '../care'
import { requireSameEntry } from '../requireSameEntry'
import { entryOf, newVisits } from './newVisits'
import { present } from './present'
import { readContacts } from './readContacts'
import { visitSelf } from './refusals'
import { tellVisited } from './tellVisited'

/** 党员 of the house on that day: an entry may wait until one of those who went has left. */
const wasMember = (person: Person, day: string): boolean =>
  isActiveMember(person) || (person.politicalStatus !== 'MASSES' && person.leftDay !== null && person.leftDay >= day)

/** Who came along must be 党员 of the house; nobody visits himself. */
async function checkCompanions(work: Work, visits: readonly Visit[], memberIds: readonly string[]): Promise<void> {
  const wanted = new Set(memberIds)
  if (!wanted.size) return
  if (visits.some(({ contactId }) => contactId && wanted.has(contactId))) throw visitSelf()
  const people = await work.manager.findBy(Person, { id: In([...wanted]) })
  const day = visits[0]?.visitedDay ?? work.today
  if (people.filter((person) => wasMember(person, day)).length !== wanted.size)
    throw recordNotFound({ what: '同行党员' })
}

/** Adds the visits with those who went; false when the same entry, sent twice at one instant, was there before. */
async function addVisits(work: Work, visits: readonly Visit[], input: Checked<'visit.log'>): Promise<boolean> {
  const { visitId, jointMemberIds, pictureIds } = input
  await checkCompanions(work, visits, jointMemberIds)
  for (const fileId of pictureIds) await requireAttachable(work, fileId, 'PICTURE')
  const [first, ...others] = visits
  if (!first || !(await work.insertOnce(Visit, first))) return false
  if (others.length) await work.insert(Visit, others)
  const memberIds = [...new Set([first.authorId, ...jointMemberIds])]
  const went = visits.flatMap(({ id }) => memberIds.map((memberId) => ({ visitId: id, memberId })))
  await work.insert(VisitMember, went)
  const pictures = pictureIds.map((fileId, at) => ({ visitId, number: at + 1, fileId }))
  if (pictures.length) await work.insert(VisitPicture, pictures)
  return true
}

const sorted = (ids: Iterable<string | null>): (string | null)[] => [...new Set(ids)].sort()

/** The visits of this entry, if they are there already; an id belongs to whoever wrote it first, and to what it said. */
async function knownEntry(work: Work, input: Checked<'visit.log'>): Promise<Visit[]> {
  const { visitId, contactId, contactName, way, purposes, visitedDay, content, problem, jointMemberIds } = input
  const visits = await entryOf(work, visitId)
  const [known] = visits
  if (!known) return []
  if (known.authorId !== work.who.personId) throw requestKeyReused()
  const { place, topic, outcome, pictureIds, moreContactIds } = input
  // Whoever is on the roster may have another name by now.
  const name = contactId ? {} : { contactName }
  requireSameEntry(known, { contactId, ...name, way, purposes, visitedDay, content, problem, place, topic, outcome })
  const went = await work.manager.findBy(VisitMember, { visitId })
  const pictures = await work.manager.find(VisitPicture, { where: { visitId }, order: { number: 'ASC' } })
  const memberIds = sorted(went.map(({ memberId }) => memberId))
  requireSameEntry(
    { memberIds, contactIds: sorted(visits.map((one) => one.contactId)), files: pictures.map(({ fileId }) => fileId) },
    {
      memberIds: sorted([known.authorId, ...jointMemberIds]),
      contactIds: sorted([contactId, ...moreContactIds]),
      files: pictureIds,
    },
  )
  return visits
}

const answered = async (work: Work, [first]: readonly Visit[]): Promise<Output<'visit.log'>> => {
  const [visit] = first ? await present(work, [first]) : []
  if (!visit) throw serverBusy()
  return { visit }
}

/**
 * Logs one visit (R34–R38), of one person or of several met together. The id comes from the phone or the card: the same entry
 * sent twice is one and hears the same answer. A future day is refused; what is late, repeated or copied is taken and flagged.
 */
export async function logVisit(work: Work, input: Checked<'visit.log'>): Promise<Output<'visit.log'>> {
  work.must('logVisit')
  const known = await knownEntry(work, input)
  if (known.length) return answered(work, known)
  const visits = await newVisits(work, input)
  if (!(await addVisits(work, visits, input))) return answered(work, await knownEntry(work, input))
  for (const { id, visitedDay, way, onRoster, backfilled } of visits) {
    // The text of a visit is the member's and the secretary's (rules §2.3); the audit line names the act only.
    const change = { visitedDay, way, onRoster, backfilled }
    await work.audit({ action: 'visit.log', subjectKind: 'visit', subjectId: id, role: 'MEMBER', change })
  }
  await closeByVisits(work, visits)
  await finishVisitCards(work)
  await tellVisited(work, visits)
  return answered(work, visits)
}

/** When every contact of the quarter is visited, the reminder's card ends. */
async function finishVisitCards(work: Work): Promise<void> {
  const { quarter, contacts } = await readContacts(work)
  if (contacts.some((contact) => contact.visitsThisQuarter === 0)) return
  await work.finishCards(subjectFor.visit(quarter, work.who.personId), visitDoneCard())
}

import { EmergencyCare, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { hasLeft } from '../../domain/organisation/persons'
import { escalationOf } from '../../domain/visits/care'
import { notStarted } from '../../domain/workflows/steps'
import { recordChanged, recordNotFound, refusal } from '../../refusals'
import { placedPerson } from '../organisation'
import { requireSameEntry } from '../requireSameEntry'
import { begin, take } from '../workflow'
import { careFlow } from './flow'
import { helpersOf, type KnownCare } from './records'

const careSelf = refusal(422, 'care.self', '自己的情况请告诉联系您的党员或支部书记，由他们提出。')

async function newCare(work: Work, { careId, contactId, category }: Checked<'care.raise'>): Promise<KnownCare> {
  const { personId, branchId: ownBranchId } = work.who
  if (contactId === personId) throw careSelf()
  const person = await work.one(Person, { id: contactId })
  if (!person || hasLeft(person)) throw recordNotFound({ what: '人员' })
  const helperIds = (await helpersOf(work, [contactId])).get(contactId) ?? []
  const helps = helperIds.includes(personId)
  const place = await placedPerson(work, contactId)
  // Somebody between two places is his member's branch's.
  const branchId = place?.branchId ?? (helps ? ownBranchId : null)
  work.must('raiseCare', { branchId, helps })
  if (branchId === null) throw recordNotFound({ what: '人员' })
  const record: EmergencyCare = {
    id: careId,
    contactId,
    branchId,
    category,
    openFor: contactId,
    state: notStarted,
    raisedById: personId,
    raisedAt: work.now,
    reachedById: null,
    reachedAt: null,
    reachedWay: null,
    logDueDay: null,
    visitId: null,
    endedAt: null,
    revision: 1,
  }
  return { record, contactName: person.name, helperIds, raiserHere: true }
}

/** Sent again it is the same; an id belongs to whoever wrote it first, and to what it said. */
async function sameAgain(work: Work, { careId, contactId, category }: Checked<'care.raise'>): Promise<boolean> {
  const known = await work.one(EmergencyCare, { id: careId })
  if (!known) return false
  if (known.raisedById !== work.who.personId) throw recordChanged()
  requireSameEntry(known, { contactId, category })
  return true
}

/**
 * Somebody has met with a 突发情况 (R37): who looks after him is told at once, the 书记 where nobody does. One a person at a
 * time: who comes second is led to the one that is open.
 */
export async function raiseCare(work: Work, input: Checked<'care.raise'>): Promise<Output<'care.raise'>> {
  const { careId, contactId } = input
  if (await sameAgain(work, input)) return { careId, known: false }
  const known = await newCare(work, input)
  await work.takeTurn('care')
  const open = await work.manager.findOneBy(EmergencyCare, { openFor: contactId })
  if (open) return { careId: open.id, known: open.id !== careId }
  const raised = await begin(work, careFlow, known, 'raise')
  if (escalationOf({ ...raised.record, helpers: raised.helperIds.length }, work.now))
    await take(work, careFlow, raised, 'tellSecretary', { actor: null })
  return { careId, known: false }
}

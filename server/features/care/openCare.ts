import { AuditEntry, Person, Visit } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { isLate } from '../../domain/visits/care'
import { emergencyCare } from '../../domain/workflows/emergencyCare'
import { recordNotFound } from '../../refusals'
import { namesOf } from '../organisation'
import { faceOf, historyOf } from '../record'
import { type AnyFlow, allowedOf, requireRecord } from '../workflow'
import { careFlow } from './flow'

const read = 'emergencyCare.read'
const shownReaders = 20

/** Who has opened it, the latest first. */
const readersOf = (work: Work, careId: string): Promise<AuditEntry[]> =>
  work.manager.find(AuditEntry, {
    where: { subjectKind: emergencyCare.name, subjectId: careId, action: read },
    order: { at: 'DESC' },
    take: shownReaders,
  })

/** One of them whole, to whoever has a hand in it; that it was read is written down first (R37). */
export async function openCare(work: Work, { careId }: Checked<'care.open'>): Promise<Output<'care.open'>> {
  work.must('handleCare')
  const known = await requireRecord(work, careFlow, careId)
  // As if it were not there, for everybody else.
  if (!careFlow.roles(work.who, known).length) throw recordNotFound({ what: emergencyCare.what })
  await work.audit({ action: read, subjectKind: emergencyCare.name, subjectId: careId })
  const { record, helperIds } = known
  const { contactId, category, raisedById, reachedById, reachedWay, reachedAt, visitId } = record
  const readers = await readersOf(work, careId)
  const readerIds = readers.map(({ actorId }) => actorId)
  const names = await namesOf(work, Person, [...helperIds, raisedById, reachedById, ...readerIds])
  const visit = visitId === null ? null : await work.manager.findOneBy(Visit, { id: visitId })
  const allowed = allowedOf(careFlow, known, work.who)
  const raisedAt = Number(record.raisedAt)
  return {
    face: await faceOf(
      work,
      careFlow as unknown as AnyFlow,
      known,
      await historyOf(work, careFlow as unknown as AnyFlow, careId),
    ),
    contactId,
    contactName: known.contactName,
    category,
    helpers: helperIds.map((id) => names.get(id) ?? ''),
    raisedAt,
    raisedByName: names.get(raisedById) ?? '',
    reachedAt,
    reachedByName: names.get(reachedById ?? '') ?? '',
    reachedWay,
    late: isLate(raisedAt, reachedAt, work.now),
    logDueDay: record.logDueDay === null ? null : toCalendarDay(record.logDueDay),
    visitDay: visit && toCalendarDay(visit.visitedDay),
    mayReach: allowed.includes('reach'),
    mayLog: allowed.includes('logCare') && work.may('logVisit'),
    readers: readers.map(({ actorId, at }) => ({ name: names.get(actorId ?? '') ?? '', at: Number(at) })),
  }
}

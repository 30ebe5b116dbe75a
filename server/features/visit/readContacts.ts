import { Visit, VisitMember } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { quarterOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { contactsOf, quarterStart } from './records'

/** Contacts with this quarter's visits; joint visits count for every member who went (rules §3.5). */
export async function readContacts(work: Work): Promise<Output<'visit.contacts'>> {
  work.must('logVisit')
  const { personId } = work.who
  const contacts = await contactsOf(work, personId)
  const since = quarterStart(work.today)
  const rows = await work.manager
    .createQueryBuilder(VisitMember, 'went')
    .innerJoin(Visit, 'visit', "visit.id = went.visitId and visit.state <> 'VOID'")
    .select('visit.contactId', 'contactId')
    .addSelect('max(visit.visitedDay)', 'lastDay')
    .addSelect('sum(case when visit.visitedDay >= :since then 1 else 0 end)', 'visits')
    .where('went.memberId = :personId and visit.contactId is not null', { personId, since })
    .groupBy('visit.contactId')
    .getRawMany<{ contactId: string; lastDay: string; visits: number | string }>()
  const byContact = new Map(rows.map((row) => [row.contactId, row]))
  return {
    quarter: quarterOf(work.today),
    contacts: contacts.map((contact) => {
      const row = byContact.get(contact.personId)
      return {
        personId: contact.personId,
        name: contact.name,
        departmentName: contact.departmentName,
        visitsThisQuarter: Number(row?.visits ?? 0),
        lastDay: row ? toCalendarDay(row.lastDay) : null,
      }
    }),
  }
}

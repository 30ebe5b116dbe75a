import { Liaison } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { type CalendarDay, monthOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { placedPeople } from '../organisation'

/** The first day of the quarter a day lies in. */
export function quarterStart(day: CalendarDay): CalendarDay {
  const month = String(Math.floor((monthOf(day) - 1) / 3) * 3 + 1).padStart(2, '0')
  return toCalendarDay(`${day.slice(0, 4)}-${month}-01`)
}

interface ContactRow {
  personId: string
  name: string
  departmentName: string | null
}

/** The member's contacts of today, on the 名册 (R34). */
export const contactsOf = (work: Work, memberId: string): Promise<ContactRow[]> =>
  placedPeople(work)
    .innerJoin(
      Liaison,
      'liaison',
      `liaison.contactId = person.id and liaison.memberId = :memberId and ${inForce('liaison', ':day')}`,
      { memberId },
    )
    .getRawMany<ContactRow>()

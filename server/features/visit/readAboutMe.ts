import { In, Not } from 'typeorm'
import { Person, Visit, VisitMember } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { listsBy } from '../../domain/listsBy'
import { namesOf } from '../organisation'

const pageSize = 20

/** Visits that somebody says he has made to the actor: who and when, nothing of what was written (rules §2.3). */
export async function visitsAboutMe(work: Work, { page }: Checked<'visit.aboutMe'>): Promise<Output<'visit.aboutMe'>> {
  const [found, total] = await work.manager.findAndCount(Visit, {
    where: { contactId: work.who.personId, state: Not('VOID') },
    order: { visitedDay: 'DESC', loggedAt: 'DESC', id: 'ASC' },
    take: pageSize,
    skip: (page - 1) * pageSize,
  })
  const went = await work.manager.findBy(VisitMember, { visitId: In(found.map(({ id }) => id)) })
  const names = await namesOf(
    work,
    Person,
    went.map(({ memberId }) => memberId),
  )
  const wentTo = listsBy(went, ({ visitId }) => visitId)
  return {
    total,
    pageSize,
    visits: found.map((visit) => ({
      visitId: visit.id,
      visitedDay: toCalendarDay(visit.visitedDay),
      way: visit.way,
      members: (wentTo.get(visit.id) ?? []).map(({ memberId }) => names.get(memberId) ?? ''),
      answer: visit.state === 'CONFIRMED' || visit.state === 'OBJECTED' ? visit.state : null,
      correction: visit.correction,
    })),
  }
}

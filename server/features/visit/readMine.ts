import { Visit, VisitMember } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { present } from './present'

const pageSize = 20

export async function myVisits(work: Work, { page }: Checked<'visit.mine'>): Promise<Output<'visit.mine'>> {
  work.must('logVisit')
  const query = work.manager
    .createQueryBuilder(Visit, 'visit')
    .innerJoin(VisitMember, 'went', 'went.visitId = visit.id and went.memberId = :personId', {
      personId: work.who.personId,
    })
  const [visits, total] = await query
    .orderBy('visit.visitedDay', 'DESC')
    .addOrderBy('visit.loggedAt', 'DESC')
    .take(pageSize)
    .skip((page - 1) * pageSize)
    .getManyAndCount()
  return {
    total,
    pageSize,
    visits: await present(work, visits),
  }
}

import { In } from 'typeorm'
import { Person, Pledge, SupervisionOpinion } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { namesOf, requireBranch } from '../organisation'

const pageSize = 20

/** What was said about the branch's pledges, for the 书记: the latest day first, within a day in no order at all. */
export async function readOpinions(
  work: Work,
  { branchId, page }: Checked<'supervision.branch'>,
): Promise<Output<'supervision.branch'>> {
  work.must('readOpinions', { branchId })
  await requireBranch(work, branchId)
  const [opinions, total] = await work.manager.findAndCount(SupervisionOpinion, {
    where: { branchId },
    order: { receivedDay: 'DESC', id: 'ASC' },
    skip: (page - 1) * pageSize,
    take: pageSize,
  })
  const pledgeIds = [...new Set(opinions.map((opinion) => opinion.pledgeId))]
  const pledges = pledgeIds.length ? await work.manager.findBy(Pledge, { id: In(pledgeIds) }) : []
  const ownerOf = new Map(pledges.map(({ id, personId }) => [id, personId]))
  const names = await namesOf(work, Person, [...ownerOf.values(), ...opinions.map(({ personId }) => personId)])
  return {
    total,
    pageSize,
    opinions: opinions.map(({ id, pledgeId, personId, content, receivedDay, hiddenReason, revision }) => ({
      opinionId: id,
      pledgeName: names.get(ownerOf.get(pledgeId) ?? '') ?? '',
      fromName: personId && (names.get(personId) ?? ''),
      content,
      receivedDay: toCalendarDay(receivedDay),
      hiddenReason,
      revision,
    })),
  }
}

import { Person, Visit } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { halfDays, halfOf } from '../../domain/calendar/calendarDay'
import { namesOf, requireBranch } from '../organisation'
import { present } from './present'

const pageSize = 50

type Answer = Output<'visit.branch'>
type Flag = keyof Answer['counts']

/** What each flag asks of a row; in this order they are counted. */
const holds: Record<Flag, string> = {
  problem: 'visit.problem is not null',
  objected: "visit.state = 'OBJECTED'",
  backfilled: 'visit.backfilled = :yes',
  repeated: 'visit.repeated = :yes',
  copied: 'visit.copied = :yes',
}
const flags = Object.keys(holds) as Flag[]

const ofHalf = (work: Work, branchId: string, half: string) => {
  const { first, last } = halfDays(half)
  return work.manager
    .createQueryBuilder(Visit, 'visit')
    .where("visit.branchId = :branchId and visit.visitedDay between :first and :last and visit.state <> 'VOID'", {
      branchId,
      first,
      last,
      yes: true,
    })
}

async function countsOf(
  work: Work,
  branchId: string,
  half: string,
): Promise<{ total: number; counts: Answer['counts'] }> {
  const query = ofHalf(work, branchId, half).select('count(*)', 'total')
  for (const flag of flags) query.addSelect(`sum(case when ${holds[flag]} then 1 else 0 end)`, flag)
  const row = await query.getRawOne<Record<Flag | 'total', number | string | null>>()
  const counts = Object.fromEntries(flags.map((flag) => [flag, Number(row?.[flag] ?? 0)])) as Answer['counts']
  return { total: Number(row?.total ?? 0), counts }
}

/** What the members of a branch have logged in a half-year, for its 书记 alone (rules §2.3). */
export async function branchVisits(work: Work, input: Checked<'visit.branch'>): Promise<Answer> {
  const { branchId, flag, page } = input
  work.must('readBranchVisits', { branchId })
  const { name: branchName } = await requireBranch(work, branchId)
  const half = input.half ?? halfOf(work.today)
  const { total, counts } = await countsOf(work, branchId, half)
  const query = ofHalf(work, branchId, half)
  if (flag) query.andWhere(holds[flag])
  const found = await query
    .orderBy('visit.visitedDay', 'DESC')
    .addOrderBy('visit.loggedAt', 'DESC')
    .addOrderBy('visit.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .getMany()
  const authors = await namesOf(
    work,
    Person,
    found.map(({ authorId }) => authorId),
  )
  const visits = await present(work, found)
  return {
    branchName,
    half,
    visits: visits.map((one, at) => ({ ...one, authorName: authors.get(found[at]?.authorId ?? '') ?? '' })),
    page,
    pages: Math.max(1, Math.ceil((flag ? counts[flag] : total) / pageSize)),
    total,
    counts,
  }
}

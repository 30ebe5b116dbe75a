import { MoreThanOrEqual } from 'typeorm'
import { EmergencyCare, Person } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { instantOf, toCalendarDay, yearOf } from '../../domain/calendar/calendarDay'
import { isLate, officeAfter, secretaryAfter } from '../../domain/visits/care'
import { openCareStates, unreachedStates } from '../../domain/workflows/emergencyCare'
import { branches, holders, namesOf } from '../organisation'
import { heldBy } from '../workflow'

type Row = Pick<EmergencyCare, 'branchId' | 'state' | 'raisedAt' | 'reachedAt' | 'logDueDay' | 'endedAt'>

const isUnreached = ({ state }: Row): boolean => unreachedStates.some((one) => one === state)

function countsOf(work: Work, rows: readonly Row[]) {
  const { now, today } = work
  const met = rows.filter(({ reachedAt }) => reachedAt !== null)
  const late = met.filter(({ raisedAt, reachedAt }) => isLate(Number(raisedAt), Number(reachedAt), now))
  const waiting = rows.filter(isUnreached)
  const past = (span: number): number => waiting.filter(({ raisedAt }) => now - Number(raisedAt) >= span).length
  return {
    raised: rows.length,
    inTime: met.length - late.length,
    late: late.length,
    waiting: waiting.length,
    overdue: past(secretaryAfter),
    longOverdue: past(officeAfter),
    unlogged: rows.filter(({ endedAt, logDueDay }) => endedAt === null && logDueDay !== null && logDueDay < today)
      .length,
  }
}

/** How the branches saw to it this year, what is still open of last year's too. What was cancelled does not count. */
export async function careSums(work: Work): Promise<Output<'care.sums'>> {
  work.must('readCareSums')
  const year = yearOf(work.today)
  const from = instantOf(toCalendarDay(`${year}-01-01`), 0)
  const rows: Row[] = await work.manager.find(EmergencyCare, {
    select: { branchId: true, state: true, raisedAt: true, reachedAt: true, logDueDay: true, endedAt: true },
    where: [{ raisedAt: MoreThanOrEqual(from) }, ...openCareStates.map((state) => ({ state }))],
  })
  const held = await holders(work, ['BRANCH_SECRETARY'])
  const names = await namesOf(
    work,
    Person,
    held.map(({ personId }) => personId),
  )
  return {
    year,
    branches: (await branches(work)).map(({ id, name }) => ({
      branchId: id,
      branchName: name,
      secretaries: heldBy(held, 'BRANCH_SECRETARY', id).map((personId) => names.get(personId) ?? ''),
      ...countsOf(
        work,
        rows.filter(({ branchId, state }) => branchId === id && state !== 'CANCELLED'),
      ),
    })),
  }
}

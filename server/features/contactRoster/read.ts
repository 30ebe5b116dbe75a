import { Person, Table2Reading, Table2Row } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { halfOf } from '../../domain/calendar/calendarDay'
import { namesOf, requireBranch } from '../organisation'
import { standingOn } from './records'

/** How many copies of a branch are told, the newest first; all of them stand in 留痕. */
const mostReadings = 50

async function readingsOf(work: Work, branchId: string): Promise<Output<'contactRoster.read'>['readings']> {
  const rows = await work.manager.find(Table2Reading, {
    where: { branchId },
    order: { at: 'DESC', id: 'ASC' },
    take: mostReadings,
  })
  const names = await namesOf(
    work,
    Person,
    rows.map(({ readerId }) => readerId),
  )
  return rows.map(({ id, half, rendering, readerId, at }) => ({
    readingId: id,
    half,
    rendering,
    readerName: names.get(readerId) ?? '',
    at: Number(at),
  }))
}

const closedHalves = async (work: Work, branchId: string) =>
  (
    await work.manager
      .createQueryBuilder(Table2Row, 'line')
      .select('line.half', 'half')
      .addSelect('count(*)', 'pairs')
      .where('line.branchId = :branchId', { branchId })
      .groupBy('line.half')
      .orderBy('line.half', 'DESC')
      .getRawMany<{ half: string; pairs: number | string }>()
  ).map(({ half, pairs }) => ({ half, closed: true, pairs: Number(pairs) }))

/** 表2 of a branch at a glance (R43, R64): its numbers of today, its half-years, and who took it along. */
export async function readContactRoster(
  work: Work,
  { branchId }: Checked<'contactRoster.read'>,
): Promise<Output<'contactRoster.read'>> {
  work.must('readContacts', { branchId })
  const { name: branchName } = await requireBranch(work, branchId)
  const half = halfOf(work.today)
  const { lines, members, masses, covered } = await standingOn(work, branchId, half, work.today)
  const mayTake = work.may('takeContactRoster', { branchId, rendering: 'INTERNAL' })
  return {
    branchName,
    half,
    members,
    pairs: lines.length,
    covered,
    masses,
    halves: [{ half, closed: false, pairs: lines.length }, ...(await closedHalves(work, branchId))],
    readings: mayTake ? await readingsOf(work, branchId) : [],
    mayTake,
  }
}

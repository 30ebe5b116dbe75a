import { randomUUID } from 'node:crypto'
import { Table2Row } from '../../../entities'
import { isDuplicate } from '../../database/faults'
import type { Database, Work } from '../../database/work'
import { addDays, type CalendarDay, daysBetween, halfDays, halfOf } from '../../domain/calendar/calendarDay'
import { branches } from '../organisation'
import { standingOn } from './records'

/** A house that comes up later than this after a half-year began did not keep the one before. */
const latestDays = 30

async function closeOne(work: Work, branchId: string, half: string): Promise<number> {
  if (await work.manager.existsBy(Table2Row, { branchId, half })) return 0
  const { lines } = await standingOn(work, branchId, half, halfDays(half).last)
  const rows = lines.map((line, at) => ({ id: randomUUID(), branchId, half, serial: at + 1, ...line }))
  if (!rows.length) return 0
  await work.insert(Table2Row, rows)
  await work.audit({
    action: 'contactRoster.close',
    subjectKind: 'organisation',
    subjectId: branchId,
    change: { half, pairs: rows.length },
  })
  return 1
}

/**
 * The job of the first nights of a half-year: 表2 of the one that ended is kept as it stood on its last day (R64), each branch
 * in a unit of work of its own; one that is kept already stays as it is.
 */
export async function closeContactRosters(database: Database, today: CalendarDay): Promise<string> {
  const { first } = halfDays(halfOf(today))
  if (daysBetween(first, today) > latestDays) return 'nothing to close'
  const half = halfOf(addDays(first, -1))
  const ids = await database.read(null, 'job', async (work) => (await branches(work)).map(({ id }) => id))
  let closed = 0
  for (const branchId of ids)
    closed += await database
      .unitOfWork(null, 'job', (work) => closeOne(work, branchId, half))
      .catch((fault) => (isDuplicate(fault) ? 0 : Promise.reject(fault)))
  return `closed ${closed} of ${half}`
}

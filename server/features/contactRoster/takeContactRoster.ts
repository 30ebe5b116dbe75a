import { Table2Reading, Table2Row } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { halfOf } from '../../domain/calendar/calendarDay'
import { recordChanged, recordNotFound } from '../../refusals'
import { requireBranch } from '../organisation'

/**
 * Somebody takes 表2 along: written down before the file is made, so that none leaves unseen (R64). The internal rendering is
 * for those who keep it.
 */
export async function takeContactRoster(
  work: Work,
  { readingId, branchId, half, rendering }: Checked<'contactRoster.take'>,
): Promise<Output<'contactRoster.take'>> {
  work.must('takeContactRoster', { branchId, rendering })
  await requireBranch(work, branchId)
  const closed = half !== halfOf(work.today)
  if (closed && !(await work.manager.existsBy(Table2Row, { branchId, half }))) throw recordNotFound({ what: '名册' })
  const row = { id: readingId, branchId, half, rendering, readerId: work.who.personId, at: work.now }
  if (!(await work.insertOnce(Table2Reading, row))) {
    const known = await work.manager.findOneByOrFail(Table2Reading, { id: readingId })
    const same = known.readerId === row.readerId && known.branchId === branchId && known.half === half
    if (!same || known.rendering !== rendering) throw recordChanged()
    return { done: true }
  }
  const change = { half, rendering }
  await work.audit({ action: 'contactRoster.take', subjectKind: 'organisation', subjectId: branchId, change })
  return { done: true }
}

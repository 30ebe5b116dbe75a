import { IsNull } from 'typeorm'
import { SignOrderExport } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { recordChanged, recordNotFound } from '../../refusals'
import { signOrderDayWrong, signOrderDeletionKnown } from './refusals'

/** The agency has deleted what it got (PIPL 21): once, on a day between the export and today. */
export async function confirmDeletion(
  work: Work,
  { orderId, exportId, day }: Checked<'signOrder.confirmDeletion'>,
): Promise<Output<'signOrder.confirmDeletion'>> {
  work.must('handleSignOrders')
  const row = await work.one(SignOrderExport, { id: exportId, orderId })
  if (!row) throw recordNotFound({ what: '导出记录' })
  if (row.deletedDay === day) return { done: true }
  if (row.deletedDay) throw signOrderDeletionKnown({ day: row.deletedDay })
  const from = dayOfInstant(row.at)
  if (day < from || day > work.today) throw signOrderDayWrong({ what: '删除日期', day, from })
  const confirmed = { deletedDay: day, deletionConfirmedById: work.who.personId }
  if (!(await work.change(SignOrderExport, { id: exportId, deletedDay: IsNull() }, confirmed))) throw recordChanged()
  const change = { exportId, deletedDay: day }
  await work.audit({ action: 'signOrder.confirmDeletion', subjectKind: 'signOrder', subjectId: orderId, change })
  return { done: true }
}

import { Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { namesOf } from '../organisation'
import { belongingsOf } from './belongings'
import { renamesOf, requireUnit } from './records'

/** A branch or department with every name it ever had. */
export async function readUnit(work: Work, { unitId }: Checked<'unit.read'>): Promise<Output<'unit.read'>> {
  work.must('manageOrganisation')
  const { kind, name, fromDay, toDay } = await requireUnit(work, unitId)
  const renames = await renamesOf(work, unitId)
  const belongings = kind === 'DEPARTMENT' ? await belongingsOf(work, unitId) : []
  const today = belongings.find(
    (each) => each.fromDay <= work.today && (each.toDay === null || each.toDay >= work.today),
  )
  const people = await namesOf(
    work,
    Person,
    renames.map(({ enteredById }) => enteredById),
  )
  return {
    unitId,
    kind,
    name,
    branchName: today?.branchName ?? null,
    fromDay: toCalendarDay(fromDay),
    toDay: toDay === null ? null : toCalendarDay(toDay),
    renames: renames.map((each, at) => ({
      renameId: each.id,
      fromDay: toCalendarDay(each.fromDay),
      before: each.before,
      after: each.after,
      reason: each.reason,
      byName: people.get(each.enteredById) ?? '',
      coming: each.fromDay > work.today,
      mayUndo: at === 0,
    })),
    belongings: belongings.map(({ branchId, branchName, fromDay: since, toDay: until }, at) => ({
      branchId,
      branchName,
      fromDay: toCalendarDay(since),
      toDay: until === null ? null : toCalendarDay(until),
      coming: since > work.today,
      mayUndo: at === 0 && belongings.length > 1,
    })),
  }
}

import { PartyGroup, PartyOrganisation, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { namesOf } from '../organisation'
import { renamesOf, requireUnit } from './records'

/** The branch a department belongs to today. */
async function branchNameOf(work: Work, departmentId: string): Promise<string | null> {
  const row = await work.manager
    .createQueryBuilder(PartyGroup, 'partyGroup')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = partyGroup.branchId')
    .select('branch.name', 'name')
    .where(`partyGroup.departmentId = :departmentId and ${inForce('partyGroup')}`, { departmentId, today: work.today })
    .getRawOne<{ name: string }>()
  return row?.name ?? null
}

/** A branch or department with every name it ever had. */
export async function readUnit(work: Work, { unitId }: Checked<'unit.read'>): Promise<Output<'unit.read'>> {
  work.must('manageOrganisation')
  const { kind, name, fromDay, toDay } = await requireUnit(work, unitId)
  const renames = await renamesOf(work, unitId)
  const people = await namesOf(
    work,
    Person,
    renames.map(({ enteredById }) => enteredById),
  )
  return {
    unitId,
    kind,
    name,
    branchName: kind === 'DEPARTMENT' ? await branchNameOf(work, unitId) : null,
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
  }
}

import { randomUUID } from 'node:crypto'
import { IsNull } from 'typeorm'
import { Department, Placement } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, toCalendarDay } from '../../domain/calendar/calendarDay'
import { formInvalid, recordChanged, recordNotFound, refusal } from '../../refusals'
import { requirePresentPerson } from './records'

const transferBeforeCurrent = refusal(
  422,
  'transfer.beforeCurrent',
  '生效日期{day}早于现任起始日期{from}，请改晚一些。',
)

async function requireDepartment(work: Work, departmentId: string, day: string): Promise<Department> {
  const department = await work.manager.findOneBy(Department, { id: departmentId })
  if (!department || department.fromDay > day || (department.toDay !== null && department.toDay < day)) {
    throw recordNotFound({ what: '部门' })
  }
  return department
}

/** The placement a transfer follows upon: the latest one, be it in force or still to come. */
const latestPlacement = (work: Work, personId: string): Promise<Placement | null> =>
  work.manager.findOne(Placement, { where: { personId }, order: { fromDay: 'DESC' } })

/** Ends the latest placement the day before and begins the next. */
async function follow(work: Work, latest: Placement | null, next: Placement): Promise<void> {
  if (latest && (latest.toDay === null || latest.toDay >= next.fromDay)) {
    const lastDay = addDays(toCalendarDay(next.fromDay), -1)
    const where = { id: latest.id, toDay: latest.toDay ?? IsNull() }
    if ((await work.change(Placement, where, { toDay: lastDay })) !== 1) throw recordChanged()
  }
  if (!(await work.insertOnce(Placement, next))) throw recordChanged()
}

/**
 * Moves a person to another department from a day on; the 党小组 and with it the branch follow the department (R04). A day in
 * the future waits; the day on which the present place began corrects it. Frozen evaluation lists stay (rules §9.7).
 */
export async function transferPerson(
  work: Work,
  { personId, departmentId, fromDay, reason }: Checked<'organisation.transfer'>,
): Promise<Output<'organisation.transfer'>> {
  work.must('manageOrganisation')
  const person = await requirePresentPerson(work, personId)
  const department = await requireDepartment(work, departmentId, fromDay)
  const latest = await latestPlacement(work, personId)
  if (latest && fromDay < latest.fromDay) throw transferBeforeCurrent({ day: fromDay, from: latest.fromDay })
  if (latest?.departmentId === departmentId && latest.toDay === null) {
    const sentence = `${person.name}已经在${department.name}。`
    throw formInvalid({ count: 1 }, [{ field: 'departmentId', code: 'transfer.same', sentence }])
  }
  const place = { departmentId, partyGroupId: null, toDay: null }
  if (latest?.fromDay === fromDay) await work.change(Placement, { id: latest.id }, place)
  else await follow(work, latest, { id: randomUUID(), personId, fromDay, ...place })
  const change = { before: latest?.departmentId ?? null, after: departmentId, fromDay }
  await work.audit({ action: 'person.transfer', subjectKind: 'person', subjectId: personId, change, reason })
  return { done: true }
}

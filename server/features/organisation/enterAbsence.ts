import { IsNull, MoreThanOrEqual } from 'typeorm'
import { Absence } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { addDays, toCalendarDay } from '../../domain/calendar/calendarDay'
import { absenceNames, absenceProblem } from '../../domain/organisation/absence'
import { type Role, roles } from '../../domain/organisation/roles'
import { formInvalid, recordNotFound } from '../../refusals'
import { holders } from './branchPeople'
import { desks } from './desks'
import { requirePresentPerson } from './records'

/** Those that are not over, the next one first. */
const absencesOf = (work: Work, personId: string): Promise<Absence[]> =>
  work.manager.find(Absence, {
    where: { personId, voidedDay: IsNull(), toDay: MoreThanOrEqual(work.today) },
    order: { fromDay: 'ASC' },
  })

export const presentAbsences = async (
  work: Work,
  personId: string,
): Promise<Output<'organisation.person'>['absences']> =>
  (await absencesOf(work, personId)).map(({ id, kind, fromDay, toDay }) => ({
    absenceId: id,
    kindName: absenceNames[kind],
    fromDay: toCalendarDay(fromDay),
    toDay: toCalendarDay(toDay),
    now: fromDay <= work.today,
  }))

/** Somebody is away from day to day. Deadlines stay as they are; what rests is said in `restingToday`. */
export async function enterAbsence(
  work: Work,
  { absenceId, personId, kind, fromDay, toDay }: Checked<'organisation.enterAbsence'>,
): Promise<Output<'organisation.enterAbsence'>> {
  work.must('manageOrganisation')
  await requirePresentPerson(work, personId)
  const known = await absencesOf(work, personId)
  if (known.some(({ id }) => id === absenceId)) return { done: true }
  const problem = absenceProblem({ fromDay: toCalendarDay(fromDay), toDay: toCalendarDay(toDay) }, known)
  if (problem) throw formInvalid({ count: 1 }, [{ field: problem[0], code: 'absence.invalid', sentence: problem[1] }])
  const facts = { personId, kind, fromDay, toDay, voidedDay: null }
  const entered = { enteredById: work.who.personId, enteredAt: work.now }
  await work.insert(Absence, { id: absenceId, ...facts, ...entered })
  const change = { kind, fromDay, toDay }
  await work.audit({ action: 'absence.enter', subjectKind: 'person', subjectId: personId, change })
  return { done: true }
}

/** He is back: yesterday was the last day. What had not begun never was. */
export async function endAbsence(
  work: Work,
  { absenceId }: Checked<'organisation.endAbsence'>,
): Promise<Output<'organisation.endAbsence'>> {
  work.must('manageOrganisation')
  const absence = await work.manager.findOneBy(Absence, { id: absenceId })
  if (!absence || absence.voidedDay !== null || absence.toDay < work.today)
    throw recordNotFound({ what: '请假出差登记' })
  const began = absence.fromDay < work.today
  const lastDay = addDays(toCalendarDay(work.today), -1)
  await work.change(Absence, { id: absenceId }, began ? { toDay: lastDay } : { voidedDay: work.today })
  const change = { fromDay: absence.fromDay, before: absence.toDay, after: began ? lastDay : null }
  await work.audit({ action: 'absence.end', subjectKind: 'person', subjectId: absence.personId, change })
  return { done: true }
}

/**
 * Who is away on a day and is not written to: none whose post would then have nobody, be it granted or that of 部门党员负责人, who
 * follows from the posts (R07). Once somebody acts for him it rests, and so does he.
 */
export async function restingOn(work: Work, day: string): Promise<ReadonlySet<string>> {
  const away = await work.manager
    .createQueryBuilder(Absence, 'absence')
    .where(`absence.voidedDay is null and ${inForce('absence', ':day')}`, { day })
    .getMany()
  if (!away.length) return new Set()
  const held = await holders(work, [...roles] as Role[])
  const leads = (await desks(work)).map(({ leadId }) => leadId)
  const asked = new Set([...held.map(({ personId }) => personId), ...leads])
  return new Set(away.flatMap(({ personId }) => (asked.has(personId) ? [] : [personId])))
}

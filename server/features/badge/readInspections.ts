import { In } from 'typeorm'
import { BadgeInspection, Department, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { monthOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { desks, namesOf, nameThen, requireBranch, requireDesk } from '../organisation'
import { voidObstacle } from './records'

type Answer = Output<'badge.branch'>
const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** What still counts, newest first. */
const countingIn = (work: Work, branchId: string, year: number): Promise<BadgeInspection[]> =>
  work.manager
    .createQueryBuilder(BadgeInspection, 'inspection')
    .where('inspection.branchId = :branchId and inspection.voidReason is null', { branchId })
    .andWhere('inspection.heldDay between :from and :to', { from: `${year}-01-01`, to: `${year}-12-31` })
    .orderBy('inspection.heldDay', 'DESC')
    .addOrderBy('inspection.enteredAt', 'DESC')
    .getMany()

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

const monthRows = (inspections: readonly BadgeInspection[]): Answer['months'] =>
  months.map((month) => {
    const held = inspections.filter(({ heldDay }) => monthOf(toCalendarDay(heldDay)) === month)
    return {
      month,
      times: held.length,
      checked: sum(held.map(({ checked }) => checked)),
      notWearing: sum(held.map(({ notWearing }) => notWearing)),
    }
  })

const shownFacts = (inspection: BadgeInspection) => ({
  inspectionId: inspection.id,
  departmentId: inspection.departmentId,
  heldDay: toCalendarDay(inspection.heldDay),
  checked: inspection.checked,
  notWearing: inspection.notWearing,
  note: inspection.note,
  followUp: inspection.followUp,
  followUpDay: inspection.followUpDay === null ? null : toCalendarDay(inspection.followUpDay),
  revision: inspection.revision,
})

/** Of each inspection what its department was called on that day, in one query. */
async function placesThen(work: Work, inspections: readonly BadgeInspection[]): Promise<Map<string, string>> {
  if (!inspections.length) return new Map()
  const rows = await work.manager
    .createQueryBuilder(BadgeInspection, 'inspection')
    .innerJoin(Department, 'department', 'department.id = inspection.departmentId')
    .select('inspection.id', 'id')
    .addSelect(nameThen('department', 'inspection.heldDay'), 'name')
    .where({ id: In(inspections.map(({ id }) => id)) })
    .getRawMany<{ id: string; name: string }>()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Who was found without the badge is told to the 书记 alone (R02): for others the names are not even looked up. */
async function presentInspections(
  work: Work,
  branchId: string,
  inspections: BadgeInspection[],
): Promise<Answer['inspections']> {
  const leads = work.may('followUpBadges', { branchId })
  const inspects = work.may('inspectBadges', { branchId })
  const foundIds = leads ? inspections.flatMap(({ notWearingIds }) => notWearingIds) : []
  const people = await namesOf(work, Person, [...inspections.map(({ inspectorId }) => inspectorId), ...foundIds])
  const places = await placesThen(work, inspections)
  return inspections.map((inspection) => ({
    ...shownFacts(inspection),
    departmentName: places.get(inspection.id) ?? '',
    notWearingNames: leads ? inspection.notWearingIds.flatMap((personId) => people.get(personId) ?? []) : [],
    inspectorName: people.get(inspection.inspectorId) ?? '',
    mayVoid: inspects && voidObstacle(work, inspection) === null,
  }))
}

/** The 台账 of one branch and year (R02, 表14), newest first; taken back ones are in neither list nor figures. */
export async function readBranchBadges(work: Work, { branchId, year }: Checked<'badge.branch'>): Promise<Answer> {
  work.must('readBadges', { branchId })
  const branch = await requireBranch(work, branchId)
  const departments = await desks(work, { branchIds: [branchId] })
  const inspections = await countingIn(work, branchId, year)
  return {
    branchName: branch.name,
    departments: departments.map(({ departmentId, name }) => ({ departmentId, name })),
    inspections: await presentInspections(work, branchId, inspections),
    months: monthRows(inspections),
    may: {
      record: work.may('inspectBadges', { branchId }),
      followUp: work.may('followUpBadges', { branchId }),
    },
  }
}

/** Whom an inspector can name: the active members of the department today. */
export async function readBadgeMembers(
  work: Work,
  { departmentId }: Checked<'badge.members'>,
): Promise<Output<'badge.members'>> {
  const desk = await requireDesk(work, departmentId)
  work.must('inspectBadges', { branchId: desk.branchId })
  return { members: desk.members.map(({ personId, name }) => ({ personId, name })) }
}

/** One's own: the days on which one was found without the badge. */
export async function readMyBadges(work: Work): Promise<Output<'badge.mine'>> {
  const { personId } = work.who
  // Ids lie in JSON; a uuid cannot be part of another one.
  const found = await work.manager
    .createQueryBuilder(BadgeInspection, 'inspection')
    .where('inspection.notWearingIds like :held and inspection.voidReason is null', { held: `%${personId}%` })
    .orderBy('inspection.heldDay', 'DESC')
    .getMany()
  return { found: found.map(({ heldDay, followUp }) => ({ heldDay: toCalendarDay(heldDay), followUp })) }
}

import { Liaison, Person, Table2Row, Visit, VisitMember } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { type CalendarDay, halfDays, halfOf } from '../../domain/calendar/calendarDay'
import { listsBy } from '../../domain/listsBy'
import { isActiveMember } from '../../domain/organisation/persons'
import type { Table2Line } from '../../domain/organisation/table2'
import { namesOf, ofBranches, type PlacedPerson, placedPeople } from '../organisation'

/** A line with whom it is about. */
export type KnownLine = Table2Line & { memberId: string; contactId: string }

type RosterPerson = PlacedPerson & { leadingCadre: boolean | number; cadreMember: boolean | number }

export interface Standing {
  lines: KnownLine[]
  members: number
  masses: number
  /** 群众 of the branch whom somebody looks after. */
  covered: number
}

const peopleOn = (work: Work, branchId: string, day: CalendarDay): Promise<RosterPerson[]> =>
  ofBranches(placedPeople(work, day), [branchId])
    .addSelect('person.leadingCadre', 'leadingCadre')
    .addSelect('person.cadreMember', 'cadreMember')
    .getRawMany<RosterPerson>()

/** Visits of the branch's members in the half-year until that day, by pair; joint ones count for each who went (rules §3.5). */
async function visitsOf(work: Work, branchId: string, half: string, day: CalendarDay): Promise<Map<string, number>> {
  const members = ofBranches(placedPeople(work, day), [branchId]).orderBy().select('person.id', 'personId')
  const rows = await work.manager
    .createQueryBuilder(VisitMember, 'went')
    .innerJoin(Visit, 'visit', "visit.id = went.visitId and visit.state <> 'VOID'")
    .select('went.memberId', 'memberId')
    .addSelect('visit.contactId', 'contactId')
    .addSelect('count(*)', 'visits')
    .where(`went.memberId in (${members.getQuery()})`, members.getParameters())
    .andWhere('visit.contactId is not null and visit.visitedDay between :first and :until', {
      first: halfDays(half).first,
      until: day,
    })
    .groupBy('went.memberId')
    .addGroupBy('visit.contactId')
    .getRawMany<{ memberId: string; contactId: string; visits: number | string }>()
  return new Map(rows.map(({ memberId, contactId, visits }) => [`${memberId} ${contactId}`, Number(visits)]))
}

async function pairsOn(work: Work, branchId: string, day: CalendarDay): Promise<Map<string, Liaison[]>> {
  const members = ofBranches(placedPeople(work, day), [branchId]).orderBy().select('person.id', 'personId')
  const pairs = await work.manager
    .createQueryBuilder(Liaison, 'liaison')
    .where(`liaison.memberId in (${members.getQuery()})`, members.getParameters())
    .andWhere(inForce('liaison', ':day'), { day })
    .orderBy('liaison.fromDay')
    .addOrderBy('liaison.id')
    .getMany()
  return listsBy(pairs, ({ memberId }) => memberId)
}

/** 表2 of a branch as it stands on a day of the half-year, in the order of the house. Four statements, however large it is. */
export async function standingOn(work: Work, branchId: string, half: string, day: CalendarDay): Promise<Standing> {
  const people = await peopleOn(work, branchId, day)
  const byId = new Map(people.map((one) => [one.personId, one]))
  const members = people.filter(isActiveMember)
  const pairsOf = await pairsOn(work, branchId, day)
  const visits = await visitsOf(work, branchId, half, day)
  const pairs = members.flatMap((member) => (pairsOf.get(member.personId) ?? []).map((pair) => ({ member, pair })))
  const strangers = pairs.map(({ pair }) => pair.contactId).filter((id) => !byId.has(id))
  const outside = await namesOf(work, Person, strangers)
  const lines = pairs.map(({ member, pair }): KnownLine => {
    const { memberId, contactId, category, aidKind, fromDay } = pair
    const contact = byId.get(contactId)
    return {
      memberId,
      memberName: member.name,
      memberTitle: member.positionTitle,
      leadingCadre: Boolean(Number(member.leadingCadre)),
      cadreMember: Boolean(Number(member.cadreMember)),
      contactId,
      contactName: contact?.name ?? outside.get(contactId) ?? '',
      departmentName: contact?.departmentName ?? '',
      positionTitle: contact?.positionTitle ?? '',
      category,
      aidKind,
      fromDay,
      visits: visits.get(`${memberId} ${contactId}`) ?? 0,
    }
  })
  const looked = new Set(lines.map(({ contactId }) => contactId))
  const masses = people.filter((one) => !isActiveMember(one))
  return {
    lines,
    members: members.length,
    masses: masses.length,
    covered: masses.filter(({ personId }) => looked.has(personId)).length,
  }
}

/** The lines of a half-year: of the running one as they stand, of one that is over as they were kept. */
export async function linesOf(work: Work, branchId: string, half: string): Promise<Table2Line[]> {
  if (half === halfOf(work.today)) return (await standingOn(work, branchId, half, work.today)).lines
  return work.manager.find(Table2Row, { where: { branchId, half }, order: { serial: 'ASC' } })
}

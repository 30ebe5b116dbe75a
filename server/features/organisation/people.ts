import { Brackets, In } from 'typeorm'
import {
  Department,
  EvaluationRound,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  RoleGrant,
} from '../../../entities'
import type { Checked, Output } from '../../contract/schemas'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { dutyStatusNames, politicalStatusNames } from '../../domain/organisation/persons'
import { roleNames } from '../../domain/organisation/roles'
import { refuse } from '../../refusals'

const pageSize = 50

type ListedPerson = Output<'organisation.person'>['person']

interface PersonRow {
  personId: string
  staffNumber: string
  name: string
  politicalStatus: Person['politicalStatus']
  positionTitle: string
  dutyStatus: Person['dutyStatus']
  departmentName: string | null
  branchName: string | null
}

/** Everybody of the roster, those who left included, with today's place. */
const peopleQuery = (work: Work) =>
  work.manager
    .createQueryBuilder(Person, 'person')
    .leftJoin(
      Placement,
      'placement',
      'placement.personId = person.id and placement.fromDay <= :today and (placement.toDay is null or placement.toDay >= :today)',
      { today: work.today },
    )
    .leftJoin(Department, 'department', 'department.id = placement.departmentId')
    .leftJoin(
      PartyGroup,
      'partyGroup',
      '(partyGroup.id = placement.partyGroupId or (placement.partyGroupId is null and partyGroup.departmentId = placement.departmentId and partyGroup.fromDay <= :today and (partyGroup.toDay is null or partyGroup.toDay >= :today)))',
    )
    .leftJoin(PartyOrganisation, 'branch', 'branch.id = partyGroup.branchId')
    .select('person.id', 'personId')
    .addSelect('person.staffNumber', 'staffNumber')
    .addSelect('person.name', 'name')
    .addSelect('person.politicalStatus', 'politicalStatus')
    .addSelect('person.positionTitle', 'positionTitle')
    .addSelect('person.dutyStatus', 'dutyStatus')
    .addSelect('department.name', 'departmentName')
    .addSelect('branch.name', 'branchName')

/** Adds each person's chat platforms, for one page of people in one query. */
async function withPlatforms(work: Work, rows: PersonRow[]): Promise<ListedPerson[]> {
  const personIds = rows.map((row) => row.personId)
  const accounts = personIds.length ? await work.manager.findBy(PlatformAccount, { personId: In(personIds) }) : []
  return rows.map((row) => ({
    personId: row.personId,
    staffNumber: row.staffNumber,
    name: row.name,
    politicalStatusName: politicalStatusNames[row.politicalStatus],
    positionTitle: row.positionTitle,
    dutyStatusName: dutyStatusNames[row.dutyStatus],
    departmentName: row.departmentName,
    branchName: row.branchName,
    accounts: [...new Set(accounts.filter((one) => one.personId === row.personId).map((one) => one.platform))].sort(),
  }))
}

/** The roster, 50 people a page, by staff number; the search looks at name, staff number and department. */
export async function listPeople(
  work: Work,
  { search, branchId, page }: Checked<'organisation.people'>,
): Promise<Output<'organisation.people'>> {
  work.must('manageOrganisation')
  const query = peopleQuery(work)
  if (branchId) query.andWhere('branch.id = :branchId', { branchId })
  const wanted = search.trim()
  if (wanted) {
    // '!' escapes: a backslash means different things to the databases.
    const pattern = `%${wanted.replace(/[%_!]/g, '!$&')}%`
    query.andWhere(
      new Brackets((either) =>
        either
          .where("person.name like :pattern escape '!'", { pattern })
          .orWhere("person.staffNumber like :pattern escape '!'", { pattern })
          .orWhere("department.name like :pattern escape '!'", { pattern }),
      ),
    )
  }
  const total = await query.getCount()
  const rows = await query
    .orderBy('person.staffNumber')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .getRawMany<PersonRow>()
  return { total, pageSize, people: await withPlatforms(work, rows) }
}

async function placementsOf(work: Work, personId: string): Promise<Output<'organisation.person'>['placements']> {
  const rows = await work.manager
    .createQueryBuilder(Placement, 'placement')
    .leftJoin(Department, 'department', 'department.id = placement.departmentId')
    .leftJoin(PartyGroup, 'partyGroup', 'partyGroup.id = placement.partyGroupId')
    .select('coalesce(department.name, partyGroup.name)', 'departmentName')
    .addSelect('placement.fromDay', 'fromDay')
    .addSelect('placement.toDay', 'toDay')
    .where('placement.personId = :personId', { personId })
    .orderBy('placement.fromDay', 'DESC')
    .getRawMany<{ departmentName: string | null; fromDay: string; toDay: string | null }>()
  return rows.map(({ departmentName, fromDay, toDay }) => ({
    departmentName: departmentName ?? '',
    fromDay: toCalendarDay(fromDay),
    toDay: toDay === null ? null : toCalendarDay(toDay),
  }))
}

async function grantsOf(work: Work, personId: string): Promise<Output<'organisation.person'>['grants']> {
  const rows = await work.manager
    .createQueryBuilder(RoleGrant, 'held')
    .leftJoin(PartyOrganisation, 'branch', 'branch.id = held.scopeId')
    .leftJoin(Department, 'department', 'department.id = held.scopeId')
    .leftJoin(EvaluationRound, 'round', 'round.id = held.scopeId')
    .leftJoin(PartyOrganisation, 'roundBranch', 'roundBranch.id = round.branchId')
    .select('held.id', 'id')
    .addSelect('held.role', 'role')
    .addSelect('held.fromDay', 'fromDay')
    .addSelect('held.toDay', 'toDay')
    .addSelect('coalesce(branch.name, department.name, roundBranch.name)', 'scopeName')
    .where('held.personId = :personId', { personId })
    .orderBy('held.fromDay', 'DESC')
    .addOrderBy('held.role')
    .getRawMany<Pick<RoleGrant, 'id' | 'role' | 'fromDay' | 'toDay'> & { scopeName: string | null }>()
  return rows.map(({ id, role, fromDay, toDay, scopeName }) => ({
    grantId: id,
    role,
    roleName: roleNames[role],
    scopeName: scopeName ?? '',
    fromDay: toCalendarDay(fromDay),
    toDay: toDay === null ? null : toCalendarDay(toDay),
  }))
}

/** One person with every place and every role there ever was, the newest first. */
export async function readPerson(
  work: Work,
  { personId }: Checked<'organisation.person'>,
): Promise<Output<'organisation.person'>> {
  work.must('manageOrganisation')
  const row = await peopleQuery(work).where('person.id = :personId', { personId }).getRawOne<PersonRow>()
  if (!row) throw refuse('record.notFound', { what: '人员' })
  const [person] = await withPlatforms(work, [row])
  if (!person) throw refuse('record.notFound', { what: '人员' })
  return { person, placements: await placementsOf(work, personId), grants: await grantsOf(work, personId) }
}

import { In } from 'typeorm'
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
import type { Checked, Output } from '../../contract'
import { heldIds } from '../../database/heldIds'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { dutyStatusNames, politicalStatusNames } from '../../domain/organisation/persons'
import { roleNames } from '../../domain/organisation/roles'
import { recordNotFound } from '../../refusals'
import { presentAbsences } from './enterAbsence'
import { nameThen } from './names'

const pageSize = 50

type ListedPerson = Output<'organisation.person'>['person']

interface PersonRow {
  personId: string
  staffNumber: string
  name: string
  politicalStatus: Person['politicalStatus']
  positionTitle: string
  dutyStatus: Person['dutyStatus']
  departmentId: string | null
  partyGroupId: string | null
  departmentName: string | null
  joinedPartyDay: string | null
  fullMemberDay: string | null
}

interface GroupRow {
  id: string
  departmentId: string | null
  branchId: string
  branchName: string
}

/** Everybody of the roster, those who left included, with today's place. */
const peopleQuery = (work: Work) =>
  work.manager
    .createQueryBuilder(Person, 'person')
    .leftJoin(Placement, 'placement', `placement.personId = person.id and ${inForce('placement')}`, {
      today: work.today,
    })
    .leftJoin(Department, 'department', 'department.id = placement.departmentId')
    .select('person.id', 'personId')
    .addSelect('person.staffNumber', 'staffNumber')
    .addSelect('person.name', 'name')
    .addSelect('person.politicalStatus', 'politicalStatus')
    .addSelect('person.positionTitle', 'positionTitle')
    .addSelect('person.dutyStatus', 'dutyStatus')
    .addSelect('person.joinedPartyDay', 'joinedPartyDay')
    .addSelect('person.fullMemberDay', 'fullMemberDay')
    .addSelect('placement.departmentId', 'departmentId')
    .addSelect('placement.partyGroupId', 'partyGroupId')
    .addSelect('department.name', 'departmentName')

/** The 党小组 of today. A few hundred, matched here: joined in the database, each person would be held against all of them. */
const groupsInForce = (work: Work): Promise<GroupRow[]> =>
  work.manager
    .createQueryBuilder(PartyGroup, 'partyGroup')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = partyGroup.branchId')
    .select('partyGroup.id', 'id')
    .addSelect('partyGroup.departmentId', 'departmentId')
    .addSelect('branch.id', 'branchId')
    .addSelect('branch.name', 'branchName')
    .where(inForce('partyGroup'), {
      today: work.today,
    })
    .getRawMany<GroupRow>()

/** A person's branch is that of the own group, else of the department's. */
function branchNameOf({ partyGroupId, departmentId }: PersonRow, groups: readonly GroupRow[]): string | null {
  const group = groups.find((one) =>
    partyGroupId ? one.id === partyGroupId : departmentId && one.departmentId === departmentId,
  )
  return group?.branchName ?? null
}

/** Adds branches and chat platforms, for one page of people in one query. */
async function present(work: Work, rows: PersonRow[], groups: readonly GroupRow[]): Promise<ListedPerson[]> {
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
    branchName: branchNameOf(row, groups),
    accounts: [...new Set(accounts.filter((one) => one.personId === row.personId).map((one) => one.platform))].sort(),
  }))
}

type PeopleQuery = ReturnType<typeof peopleQuery>
type Asked = Checked<'organisation.people'>

function narrowToBranch(query: PeopleQuery, branchId: string, groups: readonly GroupRow[]): void {
  const own = groups.filter((group) => group.branchId === branchId)
  // No id is empty: an empty list is no valid list.
  const groupIds = ['', ...own.map((group) => group.id)]
  const departmentIds = ['', ...own.flatMap((group) => group.departmentId ?? [])]
  query.andWhere(
    '(placement.partyGroupId in (:...groupIds) or (placement.partyGroupId is null and placement.departmentId in (:...departmentIds)))',
    { groupIds, departmentIds },
  )
}

/** Each person has one place a day, so nothing needs to be told apart before counting. */
async function countOf(query: PeopleQuery): Promise<number> {
  const row = await query.clone().select('count(*)', 'total').getRawOne<{ total: number | string }>()
  return Number(row?.total ?? 0)
}

/** Leaves one page of those who hold the words, or of all, by staff number; says how many they are in all. */
async function narrowToPage(work: Work, query: PeopleQuery, { search, branchId, page }: Asked): Promise<number> {
  const offset = (page - 1) * pageSize
  if (!search) {
    const total = branchId ? await countOf(query) : await work.manager.count(Person)
    query.orderBy('person.staffNumber').limit(pageSize).offset(offset)
    return total
  }
  const columns = ['person.name', 'person.staffNumber', 'department.name']
  const ids = await heldIds(query.orderBy('person.staffNumber'), { id: 'person.id', columns, words: search })
  query.andWhere('person.id in (:...shown)', { shown: ['', ...ids.slice(offset, offset + pageSize)] })
  return ids.length
}

/** The roster, 50 people a page, by staff number; the search looks at name, staff number and department. */
export async function listPeople(work: Work, asked: Asked): Promise<Output<'organisation.people'>> {
  work.must('manageOrganisation')
  const groups = await groupsInForce(work)
  const query = peopleQuery(work)
  if (asked.branchId) narrowToBranch(query, asked.branchId, groups)
  const total = await narrowToPage(work, query, asked)
  return { total, pageSize, people: await present(work, await query.getRawMany<PersonRow>(), groups) }
}

const dayOrNull = (day: string | null) => (day === null ? null : toCalendarDay(day))

async function placementsOf(work: Work, personId: string): Promise<Output<'organisation.person'>['placements']> {
  const rows = await work.manager
    .createQueryBuilder(Placement, 'placement')
    .leftJoin(Department, 'department', 'department.id = placement.departmentId')
    .leftJoin(PartyGroup, 'partyGroup', 'partyGroup.id = placement.partyGroupId')
    .select(`coalesce(${nameThen('department', 'placement.toDay')}, partyGroup.name)`, 'departmentName')
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

type GrantRow = Pick<RoleGrant, 'id' | 'role' | 'fromDay' | 'toDay'> & {
  actsForId: string | null
  actsForName: string | null
  standInName: string | null
  standInToDay: string | null
  scopeName: string | null
}
/** Who acts for the holder today; nobody who has left, and not in what is over. */
const standInToday = `stead.actsForId = held.personId and stead.role = held.role and stead.scopeId = held.scopeId
  and ${inForce('stead')} and ${inForce('held')}`

async function grantsOf(work: Work, personId: string): Promise<Output<'organisation.person'>['grants']> {
  const rows = await work.manager
    .createQueryBuilder(RoleGrant, 'held')
    .leftJoin(PartyOrganisation, 'branch', 'branch.id = held.scopeId')
    .leftJoin(Department, 'department', 'department.id = held.scopeId')
    .leftJoin(Person, 'actedFor', 'actedFor.id = held.actsForId')
    .leftJoin(RoleGrant, 'stead', standInToday, { today: work.today })
    .leftJoin(Person, 'standIn', "standIn.id = stead.personId and standIn.dutyStatus not in ('LEFT', 'RETIRED')")
    .leftJoin(EvaluationRound, 'round', 'round.id = held.scopeId')
    .leftJoin(PartyOrganisation, 'roundBranch', 'roundBranch.id = round.branchId')
    .select('held.id', 'id')
    .addSelect('held.role', 'role')
    .addSelect('held.fromDay', 'fromDay')
    .addSelect('held.toDay', 'toDay')
    .addSelect('held.actsForId', 'actsForId')
    .addSelect('actedFor.name', 'actsForName')
    .addSelect('standIn.name', 'standInName')
    .addSelect('stead.toDay', 'standInToDay')
    .addSelect('coalesce(branch.name, department.name, roundBranch.name)', 'scopeName')
    .where('held.personId = :personId', { personId })
    .orderBy('held.fromDay', 'DESC')
    .addOrderBy('held.role')
    .getRawMany<GrantRow>()
  return rows.map((row) => ({
    grantId: row.id,
    role: row.role,
    roleName: roleNames[row.role],
    scopeName: row.scopeName ?? '',
    fromDay: toCalendarDay(row.fromDay),
    toDay: dayOrNull(row.toDay),
    ...(row.actsForId === null ? {} : { actsForName: row.actsForName ?? '' }),
    ...(row.standInName ? { standIn: { name: row.standInName, toDay: dayOrNull(row.standInToDay) } } : {}),
  }))
}

/** Mostly nobody is away: then nothing more is asked. */
const awayCount = `(select count(*) from absence away where away.personId = person.id and away.voidedDay is null
  and away.toDay >= :today)`

/** One person with every place and every role there ever was, the newest first. */
export async function readPerson(
  work: Work,
  { personId }: Checked<'organisation.person'>,
): Promise<Output<'organisation.person'>> {
  work.must('manageOrganisation')
  const row = await peopleQuery(work)
    .addSelect(awayCount, 'away')
    .where('person.id = :personId', { personId })
    .getRawOne<PersonRow & { away: number | string }>()
  if (!row) throw recordNotFound({ what: '人员' })
  const [person] = await present(work, [row], await groupsInForce(work))
  if (!person) throw recordNotFound({ what: '人员' })
  return {
    person,
    ...(row.politicalStatus !== 'MASSES' && { joinedPartyDay: dayOrNull(row.joinedPartyDay) }),
    ...(row.politicalStatus === 'FULL_MEMBER' && { fullMemberDay: dayOrNull(row.fullMemberDay) }),
    placements: await placementsOf(work, personId),
    grants: await grantsOf(work, personId),
    absences: Number(row.away) ? await presentAbsences(work, personId) : [],
  }
}

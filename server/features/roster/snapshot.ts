import { Brackets, In, IsNull } from 'typeorm'
import {
  Department,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  PlatformAccount,
  UnitRename,
} from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { listsBy } from '../../domain/listsBy'
import { hasLeft } from '../../domain/organisation/persons'
import type { RosterRow } from '../../domain/organisation/rosterRow'
import { foldText, sameText } from '../../domain/wording/foldText'
import type { PlatformTenants } from '../call'
import { placeKey, takenAccounts, userKeyOf } from '../organisation'
import { inTurns, readInTurns } from './inTurns'

export interface KnownPerson {
  person: Person
  /** In force today or still to come, by first day. */
  placements: Placement[]
  accounts: PlatformAccount[]
  /** What imports have taken from whoever has none now, by placeKey. */
  taken: ReadonlySet<string>
}

/** What the roster knows of the people, places and accounts a file speaks of. */
export interface RosterSnapshot {
  people: Map<string, KnownPerson>
  /** Of the file, with each number in the roster's own spelling. */
  rows: readonly RosterRow[]
  /** What stands in the file where somebody's number is typed otherwise (jy0001 for JY0001), by row. */
  typed: ReadonlyMap<number, string>
  /** For a new number: the number and department of somebody of that name who works there, or has left. */
  sameNamed(row: RosterRow): string | undefined
  departments: Department[]
  branches: PartyOrganisation[]
  /** In force today. */
  groups: PartyGroup[]
  headquartersId: string | null
  /** What units were called before or will be called, by their id: a file may be older or newer than today. */
  otherNames: ReadonlyMap<string, readonly string[]>
  /** Who holds an account now, by accountKey. */
  owners: Map<string, { personId: string; name: string }>
}

export type PlatformName = keyof PlatformTenants
export const accountKey = (platform: PlatformName, userId: string): string => placeKey({ platform, userId })
export const accountColumns = [
  ['feishu', 'feishuAccount'],
  ['wecom', 'wecomAccount'],
] as const

/** These people with their present and future places and their accounts in this installation. */
export async function knownPeople(work: Work, people: Person[], tenants: PlatformTenants): Promise<KnownPerson[]> {
  const ids = people.map((person) => person.id)
  const placements = await readInTurns(ids, (part) =>
    work.manager
      .createQueryBuilder(Placement, 'placement')
      .where('placement.personId in (:...part)', { part })
      .andWhere(
        new Brackets((open) =>
          open.where('placement.toDay is null').orWhere('placement.toDay >= :today', { today: work.today }),
        ),
      )
      .orderBy('placement.fromDay')
      .getMany(),
  )
  const accounts = await readInTurns(ids, (part) => work.manager.findBy(PlatformAccount, { personId: In(part) }))
  const own = accounts.filter((account) => account.tenant === tenants[account.platform])
  const placementsOf = listsBy(placements, (one) => one.personId)
  const accountsOf = listsBy(own, (one) => one.personId)
  const taken = new Map<string, Set<string>>()
  await inTurns(
    ids.filter((id) => !accountsOf.has(id)),
    async (part) => {
      for (const [id, keys] of await takenAccounts(work, part)) taken.set(id, keys)
    },
  )
  return people.map((person) => ({
    person,
    placements: placementsOf.get(person.id) ?? [],
    accounts: accountsOf.get(person.id) ?? [],
    taken: taken.get(person.id) ?? new Set(),
  }))
}

async function ownersOf(
  work: Work,
  rows: readonly RosterRow[],
  tenants: PlatformTenants,
): Promise<RosterSnapshot['owners']> {
  const owners: RosterSnapshot['owners'] = new Map()
  for (const [platform, column] of accountColumns) {
    const tenant = tenants[platform]
    const keys = rows.flatMap((row) => (row[column] ? [userKeyOf(row[column])] : []))
    if (!tenant) continue
    const found = await readInTurns(keys, (part) =>
      work.manager
        .createQueryBuilder(PlatformAccount, 'account')
        .innerJoin(Person, 'person', 'person.id = account.personId')
        .select('account.userKey', 'userKey')
        .addSelect('person.id', 'personId')
        .addSelect('person.name', 'name')
        .where('account.platform = :platform and account.tenant = :tenant', { platform, tenant })
        .andWhere('account.userKey in (:...part)', { part })
        .getRawMany<{ userKey: string; personId: string; name: string }>(),
    )
    for (const { userKey, personId, name } of found) owners.set(`${platform}:${userKey}`, { personId, name })
  }
  return owners
}

/** Spreadsheets take the zeros before a number away. */
const withoutZeros = (number: string): string => foldText(number).replace(/^0+(?=\d+$)/, '')

/** Of each key the one number that has it; where several have, none. */
function onlyOnes(numbers: readonly string[], keyOf: (number: string) => string): Map<string, string> {
  const only = new Map<string, string | null>()
  for (const number of numbers) only.set(keyOf(number), only.has(keyOf(number)) ? null : number)
  return new Map([...only].flatMap(([key, number]) => (number === null ? [] : [[key, number]])))
}

/**
 * Asked only where the file brings numbers nobody has: each may be somebody's, typed otherwise or without the zeros before it.
 * By the number of the file what it is on the roster.
 */
async function spellingsOf(
  work: Work,
  given: readonly string[],
  held: ReadonlySet<string>,
): Promise<Map<string, string>> {
  const unknown = given.filter((number) => !held.has(number))
  if (!unknown.length) return new Map()
  const people = await work.manager.find(Person, { select: { id: true, staffNumber: true } })
  const numbers = people.map(({ staffNumber }) => staffNumber)
  const byFold = new Map(numbers.map((number) => [foldText(number), number]))
  const [byZeros, givenByZeros] = [onlyOnes(numbers, withoutZeros), onlyOnes(given, withoutZeros)]
  return new Map(
    unknown.flatMap((number) => {
      const key = withoutZeros(number)
      const near = givenByZeros.has(key) ? byZeros.get(key) : undefined
      const spelling = byFold.get(foldText(number)) ?? near
      return spelling === undefined ? [] : [[number, spelling]]
    }),
  )
}

const peopleNumbered = (work: Work, numbers: readonly string[]): Promise<Person[]> =>
  readInTurns(numbers, (part) => work.manager.findBy(Person, { staffNumber: In(part) }))

/** The people whom the file names by number, and its rows with those numbers as the roster spells them. */
async function namedBy(work: Work, given: readonly RosterRow[]) {
  const numbers = [...new Set(given.map((row) => row.staffNumber))]
  const people = await peopleNumbered(work, numbers)
  const held = new Set(people.map(({ staffNumber }) => staffNumber))
  const spellings = await spellingsOf(work, numbers, held)
  const typed = new Map<number, string>()
  const rows = given.map((row) => {
    const spelling = held.has(row.staffNumber) ? undefined : spellings.get(row.staffNumber)
    if (spelling === undefined) return row
    typed.set(row.row, row.staffNumber)
    return { ...row, staffNumber: spelling }
  })
  const twins = await peopleNumbered(
    work,
    [...new Set(spellings.values())].filter((number) => !held.has(number)),
  )
  return { people: [...people, ...twins], rows, typed }
}

/** Whoever is called as somebody new is, and works in the same department or has left: it may be the same person. */
async function sameNamedOf(
  work: Work,
  rows: readonly RosterRow[],
  departments: readonly Department[],
): Promise<RosterSnapshot['sameNamed']> {
  const names = [...new Set(rows.map((row) => row.name))]
  const people = await readInTurns(names, (part) => work.manager.findBy(Person, { name: In(part) }))
  const ids = people.map((person) => person.id)
  const placed = await readInTurns(ids, (part) =>
    work.manager.find(Placement, { where: { personId: In(part) }, order: { fromDay: 'ASC' } }),
  )
  const codeOf = new Map(departments.map((one) => [one.id, one]))
  const last = new Map(placed.map((one) => [one.personId, codeOf.get(one.departmentId ?? '')]))
  const byName = listsBy(people, (person) => person.name)
  return ({ name, departmentCode, departmentName }) => {
    const found = byName.get(name)?.find((person) => {
      if (hasLeft(person)) return true
      const place = last.get(person.id)
      if (departmentCode !== undefined) return place !== undefined && sameText(place.code, departmentCode)
      return place !== undefined && departmentName !== undefined && sameText(place.name, departmentName)
    })
    return found && `${found.staffNumber} ${last.get(found.id)?.name ?? ''}`.trim()
  }
}

async function otherNamesOf(work: Work): Promise<RosterSnapshot['otherNames']> {
  const renames = listsBy(await work.manager.findBy(UnitRename, { voidedDay: IsNull() }), ({ unitId }) => unitId)
  return new Map([...renames].map(([unitId, own]) => [unitId, own.flatMap(({ before, after }) => [before, after])]))
}

/** Reads what an import of these rows needs to know; statements grow with each 500 rows, not with each row. */
export async function takeSnapshot(
  work: Work,
  given: readonly RosterRow[],
  tenants: PlatformTenants,
): Promise<RosterSnapshot> {
  const { people, rows, typed } = await namedBy(work, given)
  const known = await knownPeople(work, people, tenants)
  const departments = await work.manager.find(Department, { order: { code: 'ASC' } })
  const held = new Set(people.map(({ staffNumber }) => staffNumber))
  const organisations = await work.manager.find(PartyOrganisation, { order: { name: 'ASC' } })
  const groups = await work.manager
    .createQueryBuilder(PartyGroup, 'partyGroup')
    .where(inForce('partyGroup'), {
      today: work.today,
    })
    .orderBy('partyGroup.name')
    .getMany()
  return {
    people: new Map(known.map((one) => [one.person.staffNumber, one])),
    rows,
    typed,
    sameNamed: await sameNamedOf(
      work,
      rows.filter((row) => !held.has(row.staffNumber)),
      departments,
    ),
    departments,
    branches: organisations.filter((one) => one.kind === 'BRANCH'),
    groups,
    otherNames: await otherNamesOf(work),
    headquartersId: organisations.find((one) => one.kind === 'HQ_COMMITTEE')?.id ?? null,
    owners: await ownersOf(work, rows, tenants),
  }
}

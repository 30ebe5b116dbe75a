import { randomUUID } from 'node:crypto'
import { Department, House, PartyGroup, PartyOrganisation, Person, Placement, RoleGrant } from '../../../entities'
import type { Work } from '../../database/work'
import type { RosterRow } from '../../domain/organisation/rosterRow'
import { type FirstHouse, type GivenHouse, readHouse } from '../../domain/setUp/firstHouse'
import { foldText } from '../../domain/wording/foldText'
import { formInvalid, refusal } from '../../refusals'
import { inviteAll } from '../account'
import type { PlatformTenants } from '../call'
import { newPerson } from '../organisation'
import { houseState } from './houseState'

export const setUpDone = refusal(
  409,
  'setUp.done',
  '这里的单位已经建好了，请直接登录；支部和人员登录以后在“支部和名册”里改。',
)

export interface HouseToFound extends GivenHouse {
  /** For each of the people, in their order: the code of the link by which he comes in. */
  loginCodes: readonly string[]
}

const folded = <Row extends { name: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [foldText(row.name), row]))

async function makeTree(work: Work, given: GivenHouse, names: readonly string[]): Promise<PartyOrganisation[]> {
  const since = { fromDay: work.today, toDay: null }
  const above = given.groupName.trim()
    ? [
        {
          id: randomUUID(),
          kind: 'GROUP_COMMITTEE' as const,
          name: given.groupName,
          parentId: null,
          sortOrder: 0,
          ...since,
        },
      ]
    : []
  const parentId = above[0]?.id ?? null
  const committee = {
    id: randomUUID(),
    kind: 'HQ_COMMITTEE' as const,
    name: given.committeeName,
    parentId,
    sortOrder: 0,
    ...since,
  }
  const branches = names.map((name, at) => ({
    id: randomUUID(),
    kind: 'BRANCH' as const,
    name,
    parentId: committee.id,
    sortOrder: at + 1,
    ...since,
  }))
  for (const level of [above, [committee], branches]) if (level.length) await work.insert(PartyOrganisation, level)
  return branches
}

async function makeDepartments(
  work: Work,
  wanted: FirstHouse['departments'],
  branches: readonly PartyOrganisation[],
): Promise<Map<string, Department>> {
  const since = { fromDay: work.today, toDay: null }
  const branchOf = folded(branches)
  const made = wanted.map(({ code, name }) => ({ id: randomUUID(), code, name, parentId: null, ...since }))
  await work.insert(Department, made)
  const groups = wanted.map(({ name, branchName }, at) => ({
    id: randomUUID(),
    branchId: branchOf.get(foldText(branchName))?.id ?? '',
    departmentId: made[at]?.id ?? '',
    name: `${name}党小组`,
    ...since,
  }))
  await work.insert(PartyGroup, groups)
  return new Map(made.map((one) => [foldText(one.code), one]))
}

async function makePeople(
  work: Work,
  rows: readonly RosterRow[],
  departments: Map<string, Department>,
): Promise<Person[]> {
  const people = rows.map(({ staffNumber, name, politicalStatus }) => newPerson({ staffNumber, name, politicalStatus }))
  const since = { fromDay: work.today, toDay: null }
  await work.insert(Person, people)
  await work.insert(
    Placement,
    people.map(({ id: personId }, at) => ({
      id: randomUUID(),
      personId,
      departmentId: departments.get(foldText(rows[at]?.departmentCode ?? ''))?.id ?? null,
      partyGroupId: null,
      ...since,
    })),
  )
  const post = { role: 'HQ_OFFICE' as const, scopeKind: 'ALL' as const, scopeId: '', ...since }
  for (const { id: personId } of people) {
    const grantId = randomUUID()
    await work.insert(RoleGrant, { id: grantId, personId, ...post, grantedById: null, reason: '建立单位' })
    const change = { grantId, personId, ...post }
    await work.audit({ action: 'grant.give', subjectKind: 'person', subjectId: personId, change, reason: '建立单位' })
  }
  return people
}

/**
 * Sets the house up: its tree, the departments of its first people, and those as 党办, each with a link by which to come in.
 * Refuses a house that has people, whoever put them there in the meantime.
 */
export async function foundHouse(work: Work, given: HouseToFound, tenants: PlatformTenants): Promise<void> {
  await work.takeTurn('setUp')
  if ((await houseState(work, tenants)) !== 'empty') throw setUpDone()
  const { faults, branchNames, people: rows, departments } = readHouse(given)
  if (faults.length) {
    const problems = faults.map((fault) => ({ ...fault, code: 'setUp.field' }))
    throw formInvalid({ count: faults.length }, problems)
  }
  await work.insert(House, { key: 'house', name: given.houseName, setUpAt: work.now })
  const branches = await makeTree(work, given, branchNames)
  const people = await makePeople(work, rows, await makeDepartments(work, departments, branches))
  const change = { name: given.houseName, branches: branchNames.length, people: people.map(({ id }) => id) }
  await work.audit({ action: 'house.setUp', subjectKind: 'house', subjectId: 'house', change })
  const codes = people.map(({ id: personId }, at) => ({ personId, code: given.loginCodes[at] ?? '' }))
  await inviteAll(work, codes, null)
}
